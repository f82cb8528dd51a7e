// Terraform's state, read once for all who ask it: what it is, what is in it, and where a student's lab is by it.
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { hostsInState, isOnMachines } from "../../workspace/hosts-in-state";
import { recoverFromState } from "../../workspace/recovered";
import { readState, stateResources } from "../../workspace/state-resources";
import { recoveredPlace } from "../../workspace/targets";
import type { Workspace } from "../../workspace/workspace";
import { testWorkspace } from "../lab-yaml";

const resource = (type: string, name: string, attributes: object | null = {}) => ({
  mode: "managed",
  type,
  name,
  instances: [{ attributes }],
});
const text = (...resources: object[]) => JSON.stringify({ version: 4, terraform_version: "1.11.4", resources });
const instance = (name: string, region: string) =>
  resource("aws_instance", `host-${name}`, { id: `i-${name}`, arn: `arn:aws:ec2:${region}:1:instance/i-${name}` });
const gate = (name: string, login: string) =>
  resource("terraform_data", `gate-${name}`, { id: name, triggers_replace: { value: { login } } });

let workspace: Workspace;
beforeEach(() => {
  workspace = testWorkspace("c");
  mkdirSync(workspace.stateFolder, { recursive: true });
});
const write = (file: string, content: string) => writeFileSync(join(workspace.stateFolder, file), content);

test.each(["", "{", "[]", "{}", '{"version": "4"}', '{"version": 4, "resources": {}}'])("%j is not a state", (damaged) => {
  expect(readState(damaged)).toBeUndefined();
  expect(stateResources(damaged)).toEqual([]);
});

test("a resource that cannot be read takes none of the others with it; a data source is not a resource", () => {
  const data = { ...resource("aws_ami", "ubuntu"), mode: "data" };
  const state = text({ type: 1 }, data, resource("docker_image", "a", null), resource("docker_image", "b", { id: "sha256:b" }));
  expect(stateResources(state).map(({ address, id }) => [address, id])).toEqual([
    ["docker_image.a", ""],
    ["docker_image.b", "sha256:b"],
  ]);
});

test("hosts of a cloud are known by region, also from the backup", () => {
  write("hosts.tfstate", text(instance("kim", "eu-north-1")));
  write("hosts.tfstate.backup", text(instance("kim", "eu-north-1"), instance("lee", "us-east-1")));
  expect([...hostsInState(workspace)]).toEqual([
    ["eu-north-1", ["i-kim"]],
    ["us-east-1", ["i-lee"]],
  ]);
  expect(isOnMachines(workspace)).toBe(false);
});

test("gates alone are those of machines that exist", () => {
  expect(isOnMachines(workspace)).toBe(false);
  write("hosts.tfstate", text(gate("kim", "root@10.0.0.1:22")));
  expect([isOnMachines(workspace), [...hostsInState(workspace)]]).toEqual([true, []]);
});

describe("where a lab is by the state of the hosts", () => {
  const lab = { student: "kim", data: [], images: [] };
  const recovered = () => recoverFromState(workspace).labs;
  beforeEach(() => write("lab-kim.tfstate", text(resource("docker_container", "x"))));

  test("without one it is on this machine", () => {
    expect(recovered()).toEqual([{ ...lab, target: { kind: "local", bind: "127.0.0.1" } }]);
  });

  test("of a damaged one it is unknown", () => {
    write("hosts.tfstate", "{");
    expect(recovered()).toEqual([]);
  });

  test("a gate has its machine", () => {
    write("hosts.tfstate", text(gate("kim", "root@fd00::1:2222")));
    expect(recovered()).toEqual([{ ...lab, target: { kind: "hosts" }, machine: { user: "root", address: "fd00::1", port: 2222 } }]);
  });

  test("a cloud's hosts come before gates that were left of machines", () => {
    write("hosts.tfstate", text(gate("kim", "root@10.0.0.1:22"), instance("kim", "eu-north-1")));
    expect(recovered()).toEqual([{ ...lab, target: { kind: "aws", region: "eu-north-1" } }]);
    expect(recoverFromState(workspace).regions).toEqual(["eu-north-1"]);
  });

  test("one that has neither gives nothing", () => {
    expect(recoveredPlace("kim", { exists: true, resources: [] })).toBeUndefined();
  });
});
