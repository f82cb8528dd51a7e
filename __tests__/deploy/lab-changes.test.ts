// What a lab's plan means: what it would make on an Engine, and what it would lose.
import { destructiveChanges, wantedOf } from "../../deploy/lab-changes";
import type { Change } from "../../terraform/run";

const change = (type: string, action: Change["action"], config: Change["config"] = {}): Change => ({
  address: `${type}.x`,
  construct: "nginx/nginx",
  ...{ type, action, config },
});
const nginx = { name: "nginx", ports: [{ internal: 80, external: 80 }, { internal: 443 }] };

test("a container and a network that are made or replaced are wanted, with their host ports", () => {
  expect(wantedOf(change("docker_container", "create", nginx))).toEqual([
    { kind: "container", name: "nginx", replaces: false, hostPorts: [80] },
  ]);
  expect(wantedOf(change("docker_container", "replace", nginx))).toEqual([
    { kind: "container", name: "nginx", replaces: true, hostPorts: [80] },
  ]);
  expect(wantedOf(change("docker_container", "create", { name: "web" }))).toEqual([
    { kind: "container", name: "web", replaces: false, hostPorts: [] },
  ]);
  expect(wantedOf(change("docker_network", "create", { name: "practice_default" }))).toEqual([
    { kind: "network", name: "practice_default", replaces: false, hostPorts: [] },
  ]);
});

test.each(["update", "delete", "read", "noop"] as const)("nothing is wanted by %s", (action) => {
  expect(wantedOf(change("docker_container", action, nginx))).toEqual([]);
});

test("other resources, and a name that is only known later, are not looked for", () => {
  expect(wantedOf(change("docker_image", "create", { name: "nginx:1.29" }))).toEqual([]);
  expect(wantedOf(change("docker_container", "create", {}))).toEqual([]);
});

test("what is lost is named: containers that go or are recreated, and leftovers that were ever started", () => {
  const container = { id: "0", name: "old", state: "running", labels: new Map<string, string>(), hostPorts: [], networks: [] };
  const changes = [
    change("docker_container", "delete", { name: "gone" }),
    change("docker_container", "replace", { name: "nginx" }),
    change("docker_container", "delete"),
    change("docker_container", "create", { name: "new" }),
    change("docker_network", "delete", { name: "n" }),
  ];
  const leftovers = ["running", "created"].map((state) => ({ container: { ...container, state }, why: "state gone" as const }));
  expect(destructiveChanges({ changes, leftovers, lostImages: ["a:b"] })).toEqual([
    "gone is removed",
    "nginx is recreated",
    "nginx/nginx is removed",
    "old, left over from an earlier lab whose state is gone, is recreated",
    "the image a:b, which the lab did not build, is removed",
  ]);
});
