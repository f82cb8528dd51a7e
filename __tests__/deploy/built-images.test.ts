// Which images are a lab's own: those that were built on its Engine, not on that of a classmate in the same region.
import { findForeignImages } from "../../deploy/built-images";
import { labels } from "../../definition/pins";
import type { Host } from "../../engine/host";
import type { EngineState } from "../../engine/inspect";
import { type DeployedLab, emptyRecord } from "../../workspace/record";
import { testWorkspace } from "../lab-yaml";

const id = (digit: string) => `sha256:${digit.repeat(64)}`;
const labOf = (student: string, built: string): DeployedLab => ({
  student,
  target: { kind: "aws", region: "ap-northeast-2" },
  ...{ data: [], images: [] },
  built: [{ name: "node-server", id: built }],
});
const [kim, lee] = [labOf("kim", id("a")), labOf("lee", id("b"))];

/** What is found on kim's host, whose image has that id. */
const found = (there: string, containers: EngineState["containers"] = []) => {
  const stdout = `${there} node-server\n`;
  const host: Host = { student: "kim", address: "192.0.2.1", run: () => Promise.resolve({ kind: "done", status: 0, stdout, stderr: "" }) };
  const construct = "load-balancer/image";
  return findForeignImages(host, {
    changes: [
      { address: "x", construct, type: "docker_image", action: "create", config: { name: "node-server", build: { context: "." } } },
    ],
    engine: { version: "29.0.0", rootless: false, networks: [], containers },
    lab: kim,
    record: { ...emptyRecord("c"), labs: [kim, lee] },
    workspace: testWorkspace(),
    scenarios: ["load-balancer"],
    className: "c",
    also: { formerClasses: [], projects: [] },
  });
};

test("an image that was built there is the lab's", async () => {
  expect(await found(id("a"))).toEqual({ conflicts: [], lost: [] });
});

test("one that is like a classmate's was not built there", async () => {
  expect((await found(id("b"))).conflicts).toMatchObject([{ scenario: "load-balancer" }]);
});

test("one of which another class's containers are made is freed by that class alone", async () => {
  const web = {
    id: "1",
    name: "web_1",
    image: id("c"),
    state: "running",
    hostPorts: [],
    networks: [],
    labels: new Map([[labels.class, "d"]]),
  };
  expect((await found(id("c"), [web])).conflicts).toEqual([
    {
      scenario: "load-balancer",
      what: "the image name node-server is taken by a lab of class d",
      fix: "npx lab down, where that class was deployed from",
    },
  ]);
});
