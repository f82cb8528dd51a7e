// What stands in the way of a plan, found by comparing it with an Engine.
import { createServer } from "node:net";
import { findObstacles, type Wanted } from "../../engine/obstacles";
import type { EngineContainer, EngineState } from "../../engine/inspect";
import type { Answer, Host } from "../../engine/host";
import { labels } from "../../definition/pins";

const host: Host = { student: "kim", address: "127.0.0.1", run: () => Promise.reject(new Error("nothing is run here")) };
const labelsOf = (student: string) =>
  new Map([
    [labels.class, "c"],
    [labels.student, student],
    [labels.scenario, "nginx"],
  ]);
const own = labelsOf("kim");
const create = (name: string, ...hostPorts: number[]): Wanted => ({ kind: "container", name, replaces: false, hostPorts });
const container = (name: string, more: Partial<EngineContainer> = {}): EngineContainer => ({
  id: name,
  name,
  state: "running",
  labels: new Map(),
  hostPorts: [],
  networks: [],
  ...more,
});
const engine = (containers: EngineContainer[], networks: EngineState["networks"] = []): EngineState => ({
  version: "29",
  rootless: false,
  containers,
  networks,
});
const find = (wanted: Wanted[], state: EngineState, on = host) => findObstacles(wanted, state, on, "c", "kim");

test("nothing is in the way on an empty Engine", async () => {
  expect(await find([create("nginx")], engine([]))).toEqual({ conflicts: [], leftovers: [], leftoverNetworks: [] });
});

test("a container of another class's lab is never taken back, though docker-compose's label for its project is on it", async () => {
  const others = new Map([
    [labels.class, "d"],
    [labels.student, "kim"],
    ["com.docker.compose.project", "practice"],
  ]);
  const state = engine([container("practice_lb_1", { labels: others })]);
  expect(await findObstacles([create("practice_lb_1")], state, host, "c", "kim", { projects: ["practice"] })).toEqual({
    conflicts: [
      {
        what: "the container name practice_lb_1 is taken by a lab of class d (running)",
        fix: "npx lab down, where that class was deployed from",
      },
    ],
    leftovers: [],
    leftoverNetworks: [],
  });
});

test("a port and a network of another class's lab are freed by that class alone", async () => {
  const others = new Map([
    [labels.class, "d"],
    [labels.student, "kim"],
  ]);
  const network: Wanted = { kind: "network", name: "practice_default", replaces: false, hostPorts: [] };
  const state = engine([container("web", { labels: others, hostPorts: [80] })], [{ name: "practice_default", labels: others }]);
  const fix = "npx lab down, where that class was deployed from";
  expect((await find([create("nginx", 80), network], state)).conflicts).toEqual([
    { what: "host port 80, which nginx publishes, is taken by the container web of class d", fix },
    { what: "the network name practice_default is taken by a lab of class d", fix },
  ]);
});

test("a name of somebody else's container", async () => {
  expect(await find([create("nginx")], engine([container("nginx", { state: "exited" })]))).toEqual({
    conflicts: [{ what: "the container name nginx is taken by a container that is not the lab's (exited)", fix: "docker rm -f nginx" }],
    leftovers: [],
    leftoverNetworks: [],
  });
});

test("a container of this lab whose state is gone is a leftover, and so is one of the class under another name", async () => {
  const mine = container("nginx", { labels: own });
  expect(await find([create("nginx")], engine([mine]))).toEqual({
    conflicts: [],
    leftovers: [{ container: mine, why: "state gone" }],
    leftoverNetworks: [],
  });
  const theirs = container("nginx", { labels: labelsOf("lee") });
  expect((await find([create("nginx")], engine([theirs]))).leftovers).toEqual([{ container: theirs, why: "renamed" }]);
});

test("a port of a running container counts, one of a stopped container does not", async () => {
  expect((await find([create("nginx", 80)], engine([container("mine", { hostPorts: [80] })]))).conflicts).toEqual([
    { what: "host port 80, which nginx publishes, is taken by the container mine", fix: "docker stop mine" },
  ]);
  expect((await find([create("nginx", 54321)], engine([container("mine", { hostPorts: [54321], state: "exited" })]))).conflicts).toEqual(
    [],
  );
});

test("a port of another program", async () => {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as { port: number };
  const { conflicts } = await find([create("nginx", port)], engine([]));
  server.close();
  expect(conflicts).toEqual([
    { what: `host port ${port}, which nginx publishes, is taken by another program`, fix: expect.stringContaining(`sport = :${port}`) },
  ]);
});

test("a container that is replaced may keep its own name and port", async () => {
  const replace: Wanted = { ...create("nginx", 80), replaces: true };
  expect(await find([replace], engine([container("nginx", { labels: own, hostPorts: [80] })]))).toEqual({
    conflicts: [],
    leftovers: [],
    leftoverNetworks: [],
  });
});

test("a network's name, which only this lab itself may have left behind", async () => {
  const network: Wanted = { kind: "network", name: "practice_default", replaces: false, hostPorts: [] };
  expect((await find([network], engine([], [{ name: "practice_default", labels: new Map() }]))).conflicts).toEqual([
    { what: "the network name practice_default is taken", fix: "docker network rm practice_default" },
  ]);
  expect(await find([network], engine([], [{ name: "practice_default", labels: own }]))).toEqual({
    conflicts: [],
    leftovers: [],
    leftoverNetworks: ["practice_default"],
  });
});

test("a network that is replaced may keep its own name", async () => {
  const network: Wanted = { kind: "network", name: "practice_default", replaces: true, hostPorts: [] };
  const { conflicts, leftoverNetworks } = await find([network], engine([], [{ name: "practice_default", labels: own }]));
  expect({ conflicts, leftoverNetworks }).toEqual({ conflicts: [], leftoverNetworks: [] });
});

describe("on a host over SSH", () => {
  const login = { user: "ubuntu", address: "192.0.2.7", port: 22, knownAs: "192.0.2.7", config: "ssh_config", words: ["ssh"] };
  const remote = (answer: Answer): Host => ({ student: "kim", address: "192.0.2.7", login, run: () => Promise.resolve(answer) });

  test("its own list of listening ports says which are taken", async () => {
    const stdout = "127.0.0.1:53\n0.0.0.0:80\n[::]:8081\n";
    const { conflicts } = await find(
      [create("nginx", 80, 8081, 8082)],
      engine([]),
      remote({ kind: "done", status: 0, stdout, stderr: "" }),
    );
    expect(conflicts.map(({ what }) => what)).toEqual([
      "host port 80, which nginx publishes, is taken by another program",
      "host port 8081, which nginx publishes, is taken by another program",
    ]);
  });

  test("one that does not answer is an error, and not a host with free ports", async () => {
    const dead = remote({ kind: "broken off", reason: "Connection reset", stdout: "0.0.0.0:22\n" });
    await expect(find([create("nginx", 80)], engine([]), dead)).rejects.toThrow("the connection broke off: Connection reset");
  });
});
