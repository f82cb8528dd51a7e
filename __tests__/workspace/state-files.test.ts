// Terraform's state files of a class: which are usable, and how they are moved aside.
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setStateAside, stateFiles } from "../../workspace/state-files";
import { testWorkspace } from "../lab-yaml";

const whole = '{"version": 4, "resources": [{"type": "docker_container"}]}';
const workspaceWith = (files: Record<string, string>) => {
  const workspace = testWorkspace();
  workspace.create();
  for (const [name, text] of Object.entries(files)) writeFileSync(join(workspace.stateFolder, name), text);
  return workspace;
};

test("each with its stack and condition, in order; backups and other files are none", () => {
  const workspace = workspaceWith({
    "lab-kim.tfstate": whole,
    "hosts.tfstate": '{"version": 4, "resources": []}',
    "lab-lee.tfstate": '{"version": 4}',
    "lab-park.tfstate": whole.slice(0, 20),
    "lab-choi.tfstate": "",
    "lab-jung.tfstate": '{"resources": []}',
    "lab-kim.tfstate.backup": whole,
    "notes.txt": "",
  });
  expect(stateFiles(workspace).map(({ stackId, condition }) => [stackId, condition])).toEqual([
    ["hosts", "empty"],
    ["lab-choi", "damaged"],
    ["lab-jung", "damaged"],
    ["lab-kim", "whole"],
    ["lab-lee", "empty"],
    ["lab-park", "damaged"],
  ]);
});

test("a class without a folder of states has none", () => {
  expect(stateFiles(testWorkspace())).toEqual([]);
  const workspace = workspaceWith({});
  rmSync(workspace.stateFolder, { recursive: true });
  writeFileSync(workspace.stateFolder, "a file");
  expect(stateFiles(workspace)).toEqual([]);
});

test("what is not a file is damaged", () => {
  const workspace = workspaceWith({});
  mkdirSync(join(workspace.stateFolder, "lab-kim.tfstate"));
  expect(stateFiles(workspace)).toMatchObject([{ stackId: "lab-kim", condition: "damaged" }]);
});

test("those of some stacks are moved aside with their backups, and never deleted", () => {
  const workspace = workspaceWith({ "lab-kim.tfstate": whole, "lab-kim.tfstate.backup": "before", "lab-lee.tfstate": whole });
  const folder = setStateAside(workspace, ["lab-kim", "lab-gone"], new Date("2026-12-01T09:00:00Z"));
  expect(folder).toBe(join(workspace.folder, "forgotten/2026-12-01T09-00-00.000Z"));
  expect(readdirSync(folder ?? "").sort()).toEqual(["lab-kim.tfstate", "lab-kim.tfstate.backup"]);
  expect(readFileSync(join(folder ?? "", "lab-kim.tfstate.backup"), "utf8")).toBe("before");
  expect(readdirSync(workspace.stateFolder)).toEqual(["lab-lee.tfstate"]);
});

test("where there is none, nothing is created", () => {
  const workspace = workspaceWith({});
  expect(setStateAside(workspace, ["lab-kim"])).toBeUndefined();
  expect(existsSync(join(workspace.folder, "forgotten"))).toBe(false);
});
