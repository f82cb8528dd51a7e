// `lab doctor`: ports that are taken, each fix in a row of its own; and machines, each with whether it can be reached.
import { doctor } from "../../../cli/verbs/doctor";
import { FakeWorld } from "../../fake-world";
import { labYaml } from "../../lab-yaml";
import { listen } from "../../terminal";

let world: FakeWorld;
beforeEach(() => (world = new FakeWorld()));
afterEach(() => {
  jest.restoreAllMocks();
  world.restore();
});

interface Row {
  readonly name: string;
  readonly found: string;
  readonly fix?: string;
}

test("a container that holds two ports is named once, and one that holds another port by itself", async () => {
  world.local.add({ name: "web", hostPorts: [18_080, 18_081] });
  world.local.add({ name: "app", hostPorts: [18_083] });
  const file = labYaml("name: c\nscenarios: [nginx: { port: 18080, secondPort: 18081 }, reverse-proxy: { port: 18083 }]\n");
  const written = listen();
  await doctor({ file, output: "json" }, new AbortController().signal);
  const rows = (JSON.parse(written.stdout) as Row[]).filter(({ name }) => name === "Host ports");
  expect(rows.map(({ fix }) => fix)).toEqual(["docker stop web", "docker stop app"]);
  expect(rows[0]?.found).toBe(
    "host port 18080, which nginx publishes, is taken by the container web; host port 18081, which nginx publishes, is taken by the container web",
  );
});

test("each machine is asked, and its row says why it cannot be reached", async () => {
  world.host("10.0.0.1");
  world.host("10.0.0.3").fail("ssh", "echo no room >&2; exit 1");
  const file = labYaml('name: c\ntarget: { hosts: { kim: "u@10.0.0.1", lee: "u@10.0.0.2", park: "u@10.0.0.3" } }\nscenarios: [nginx]\n');
  const written = listen();
  const status = await doctor({ file, output: "json" }, new AbortController().signal);
  const rows = (JSON.parse(written.stdout) as Row[]).filter(({ name }) => name.startsWith("Machine of "));
  expect(rows).toEqual([
    { name: "Machine of kim", state: "ok", found: "10.0.0.1 can be reached" },
    {
      name: "Machine of lee",
      state: "missing",
      found: "no SSH to 10.0.0.2: ssh: connect to host 10.0.0.2: No route to host",
      fix: expect.stringMatching(/^Try it by hand: ssh -F /) as string,
    },
    {
      name: "Machine of park",
      state: "missing",
      found: "the login works, and its shell ended without running the command (no room): look at ~/.bashrc there",
      fix: "Look at it: npx lab ssh park",
    },
  ]);
  expect(status).toBe(3);
});

test("where the class's files cannot be written, the rest is still shown", async () => {
  const file = labYaml('name: c\ntarget: { hosts: { kim: "u@10.0.0.1" } }\nscenarios: [nginx]\n', { ".lab": "no folder" });
  const written = listen();
  expect(await doctor({ file, output: "json" }, new AbortController().signal)).toBe(3);
  const rows = JSON.parse(written.stdout) as Row[];
  expect(rows.map(({ name }) => name)).toEqual(expect.arrayContaining(["Disk", "Machines"]));
});
