// Damaged files of a class, each with its fix.
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { damagedFiles } from "../../workspace/deployed";
import { testWorkspace } from "../lab-yaml";

test("a class without damage has none", () => {
  const workspace = testWorkspace("c");
  workspace.write("secrets.json", "{}\n");
  expect(damagedFiles(workspace)).toEqual([]);
});

test("each damaged one is named with its fix, a state with its last good copy", () => {
  const workspace = testWorkspace("c");
  for (const name of ["deployed.json", "secrets.json", "seats.json"]) workspace.write(name, "{");
  mkdirSync(workspace.stateFolder, { recursive: true });
  const state = (name: string) => join(workspace.stateFolder, name);
  writeFileSync(state("hosts.tfstate"), "");
  writeFileSync(state("hosts.tfstate.backup"), '{"version":4,"resources":[]}');
  writeFileSync(state("lab-kim.tfstate"), '{"version":');
  expect(damagedFiles(workspace).map(({ path, fix }) => [path.slice(workspace.folder.length + 1), fix])).toEqual([
    ["deployed.json", "npx lab up writes it again from Terraform's state"],
    ["secrets.json", "Put a copy of it back: it holds the passwords of databases"],
    ["seats.json", "Correct or remove it: without it every student sits at their own host"],
    ["state/hosts.tfstate", `cp ${state("hosts.tfstate.backup")} ${state("hosts.tfstate")}`],
    ["state/lab-kim.tfstate", "Put a copy of it back; npx lab up and npx lab down look at the Engines themselves"],
  ]);
});
