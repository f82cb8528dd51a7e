// What stands in the way of a plan, found by comparing it with an Engine.
import { createServer } from "node:net";
import { findObstacles } from "../../engine/obstacles";
import type { EngineContainer, EngineState } from "../../engine/inspect";
import type { EngineHost } from "../../engine/host";
import type { Change } from "../../terraform/run";
import { labels } from "../../definition/pins";

const host: EngineHost = { student: "kim", address: "127.0.0.1", run: () => Promise.reject(new Error("nothing is run here")) };
const own = { [labels.class]: "c", [labels.student]: "kim", [labels.scenario]: "nginx" };
const create = (name: string, port?: number): Change => ({
  address: `docker_container.${name}`,
  type: "docker_container",
  action: "create",
  construct: name,
  config: { name, ports: port === undefined ? [] : [{ internal: 80, external: port }] },
});
const container = (name: string, more: Partial<EngineContainer> = {}): EngineContainer => ({
  id: name,
  name,
  state: "running",
  labels: {},
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
const find = (changes: Change[], state: EngineState) => findObstacles(changes, state, host, "c", "kim");

test("nothing is in the way on an empty Engine", async () => {
  expect(await find([create("nginx")], engine([]))).toEqual({ conflicts: [], leftovers: [], leftoverNetworks: [] });
});

test("a name of somebody else's container", async () => {
  expect(await find([create("nginx")], engine([container("nginx", { state: "exited" })]))).toEqual({
    conflicts: [{ what: "the container name nginx is taken by a container that is not the lab's (exited)", fix: "docker rm -f nginx" }],
    leftovers: [],
    leftoverNetworks: [],
  });
});

test("a container of this lab whose state is gone is a leftover, one of another student's lab is not", async () => {
  const mine = container("nginx", { labels: own });
  expect(await find([create("nginx")], engine([mine]))).toEqual({ conflicts: [], leftovers: [mine], leftoverNetworks: [] });
  const theirs = container("nginx", { labels: { ...own, [labels.student]: "lee" } });
  expect((await find([create("nginx")], engine([theirs]))).conflicts).toHaveLength(1);
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
  const replace: Change = { ...create("nginx", 80), action: "replace" };
  expect(await find([replace], engine([container("nginx", { labels: own, hostPorts: [80] })]))).toEqual({
    conflicts: [],
    leftovers: [],
    leftoverNetworks: [],
  });
});

test("a network's name, which only this lab itself may have left behind", async () => {
  const network: Change = {
    address: "docker_network.n",
    type: "docker_network",
    action: "create",
    construct: "n",
    config: { name: "practice_default" },
  };
  expect((await find([network], engine([], [{ name: "practice_default", labels: {} }]))).conflicts).toEqual([
    { what: "the network name practice_default is taken", fix: "docker network rm practice_default" },
  ]);
  expect(await find([network], engine([], [{ name: "practice_default", labels: own }]))).toEqual({
    conflicts: [],
    leftovers: [],
    leftoverNetworks: ["practice_default"],
  });
});
