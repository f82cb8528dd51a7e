// The state of a lab by what its Engine has.
import { labels } from "../../definition/pins";
import { thisMachine } from "../../engine/host";
import { labStatus } from "../../engine/status";
import { FakeWorld } from "../fake-world";
import { classOf } from "../lab-yaml";

let world: FakeWorld;
beforeEach(() => (world = new FakeWorld()));
afterEach(() => world.restore());

test("names that docker-compose holds in place of the lab's are not absent", async () => {
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

test("another student's lab under the same names is not this one's either", async () => {
  world.local.add({ name: "userland-ubuntu", labels: { [labels.class]: "c", [labels.student]: "lee", [labels.scenario]: "processes" } });
  const definition = classOf("name: c\nstudents: [kim]\nscenarios: [processes]\n");
  const { scenarios } = await labStatus(thisMachine("kim", "127.0.0.1"), definition);
  expect(scenarios[0]).toMatchObject({ state: "incomplete", detail: "userland-ubuntu is not the lab's, userland-almalinux is missing" });
});
