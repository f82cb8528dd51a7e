// The state of a lab by what its Engine has.
import { labels } from "../../definition/pins";
import { thisMachine } from "../../engine/host";
import { labStatus } from "../../engine/status";
import { FakeWorld } from "../fake-world";
import { fakeCommands } from "../fake-commands";
import { classOf } from "../lab-yaml";

let world: FakeWorld;
beforeEach(() => (world = new FakeWorld()));
afterEach(() => world.restore());

test("names that docker-compose uses in place of the lab's are not absent", async () => {
  const project = { "com.docker.compose.project": "practice" };
  world.local.add({ name: "practice_lb_1", labels: project });
  world.local.add({ name: "practice_web_1", labels: project });
  const definition = classOf("name: c\nstudents: [kim]\nscenarios: [load-balancer: { web: 2 }, processes]\n");
  const { scenarios } = await labStatus(thisMachine("kim", "127.0.0.1"), definition);
  expect(scenarios.map(({ scenario, state, detail }) => ({ scenario, state, detail }))).toEqual([
    {
      scenario: "load-balancer",
      state: "incomplete",
      detail: "practice_web_1 is not the lab's, practice_web_2 is missing, practice_lb_1 is not the lab's",
    },
    { scenario: "processes", state: "absent", detail: undefined },
  ]);
});

describe("scenarios that run nothing", () => {
  const stateOf = async (scenarios: string, isDeployed: boolean) => {
    const definition = classOf(`name: c\nstudents: [kim]\nscenarios: ${scenarios}\n`);
    const status = await labStatus(thisMachine("kim", "127.0.0.1"), definition, { isDeployed });
    return status.scenarios.map(({ scenario, state }) => `${scenario} ${state}`);
  };
  const beside = "[processes, volumes, nginx: { state: ready }]";

  test("are absent while nothing of the lab is there, whatever was recorded", async () => {
    const absent = ["processes absent", "volumes absent", "nginx absent"];
    expect(await stateOf(beside, false)).toEqual(absent);
    expect(await stateOf(beside, true)).toEqual(absent);
    world.local.add({ name: "userland-ubuntu", labels: { [labels.class]: "c", [labels.student]: "lee", [labels.scenario]: "processes" } });
    expect((await stateOf(beside, true)).slice(1)).toEqual(absent.slice(1));
  });

  test("are there as soon as something of the lab is", async () => {
    world.local.add({ name: "userland-ubuntu", labels: { [labels.class]: "c", [labels.student]: "kim", [labels.scenario]: "processes" } });
    expect(await stateOf(beside, false)).toEqual(["processes incomplete", "volumes up", "nginx ready"]);
  });

  test("of a class that has no others are there when it was deployed", async () => {
    expect(await stateOf("[volumes, nginx: { state: ready }]", true)).toEqual(["volumes up", "nginx ready"]);
    expect(await stateOf("[volumes, nginx: { state: ready }]", false)).toEqual(["volumes absent", "nginx absent"]);
  });
});

test("another student's lab under the same names is not this one's either", async () => {
  world.local.add({ name: "userland-ubuntu", labels: { [labels.class]: "c", [labels.student]: "lee", [labels.scenario]: "processes" } });
  const definition = classOf("name: c\nstudents: [kim]\nscenarios: [processes]\n");
  const { scenarios } = await labStatus(thisMachine("kim", "127.0.0.1"), definition);
  expect(scenarios[0]).toMatchObject({ state: "incomplete", detail: "userland-ubuntu is not the lab's, userland-almalinux is missing" });
});

test("a container that was taken off the lab's network by hand is not up; one that has another container's network is", async () => {
  const own = { [labels.class]: "c", [labels.student]: "kim", [labels.scenario]: "processes" };
  const line = (name: string, mode: string, networks: object) =>
    JSON.stringify({
      ...{ id: (name.length % 10).toString().repeat(64), name: `/${name}`, state: { Status: "running" }, labels: own },
      ...{ ports: null, mode, networks },
    });
  const stateWith = async (...lines: string[]) => {
    const docker = `case "$*" in version*) echo 29.0.0 ;; "ps "*) echo 1 ;; inspect*) printf '%s\\n' ${lines.map((each) => `'${each}'`).join(" ")} ;; esac`;
    const commands = fakeCommands({ docker });
    const definition = classOf("name: c\nstudents: [kim]\nscenarios: [processes]\n");
    const { scenarios, error } = await labStatus(thisMachine("kim", "127.0.0.1"), definition).finally(() => commands.restore());
    return { state: scenarios[0]?.state, detail: scenarios[0]?.detail, error };
  };
  const ubuntu = line("userland-ubuntu", "bridge", { bridge: {} });
  expect(await stateWith(ubuntu, line("userland-almalinux", "bridge", {}))).toEqual({
    state: "incomplete",
    detail: "userland-almalinux is on no network",
  });
  expect(await stateWith(ubuntu, line("userland-almalinux", `container:${"0".repeat(64)}`, {}))).toEqual({ state: "up" });
});
