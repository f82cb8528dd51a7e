// `lab doctor` on a machine whose ports others hold: each fix in a row of its own.
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
