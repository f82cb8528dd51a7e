// Terraform's state files of a class on this machine. One whose stack was seen to be gone is moved aside, never deleted.
import { existsSync, readdirSync, readFileSync, renameSync, statSync } from "node:fs";
import { join } from "node:path";
import { makeFolder } from "./make-folder";
import { readState } from "./state-resources";
import type { Workspace } from "./workspace";

export interface StateFile {
  readonly stackId: string;
  readonly path: string;
  /** `whole`, `empty` of resources, or `damaged`: not a state that Terraform would take. */
  readonly condition: "whole" | "empty" | "damaged";
}

/** The state files of a class, in order. */
export function stateFiles(workspace: Workspace): StateFile[] {
  if (!existsSync(workspace.stateFolder) || !statSync(workspace.stateFolder).isDirectory()) return [];
  return readdirSync(workspace.stateFolder)
    .filter((name) => name.endsWith(".tfstate") && !name.startsWith("."))
    .sort()
    .map((name) => {
      const path = join(workspace.stateFolder, name);
      return { stackId: name.slice(0, -".tfstate".length), path, condition: conditionOf(path) };
    });
}

function conditionOf(path: string): StateFile["condition"] {
  try {
    // Terraform takes an empty file for no state at all: it would make everything a second time
    const state = readState(readFileSync(path, "utf8"));
    if (!state) return "damaged";
    return state.resources.length === 0 ? "empty" : "whole";
  } catch {
    return "damaged";
  }
}

/** Moves the state of stacks to `.lab/<class>/forgotten/<time>/` and returns that folder, undefined where there was none. */
export function setStateAside(workspace: Workspace, stackIds: readonly string[], now = new Date()): string | undefined {
  const names = stackIds
    .flatMap((id) => [`${id}.tfstate`, `${id}.tfstate.backup`])
    .filter((name) => existsSync(join(workspace.stateFolder, name)));
  if (names.length === 0) return undefined;
  const folder = workspace.path("forgotten", now.toISOString().replaceAll(":", "-"));
  makeFolder(folder, 0o700);
  for (const name of names) renameSync(join(workspace.stateFolder, name), join(folder, name));
  return folder;
}

/** A state file's last good copy, which Terraform writes beside it; undefined where there is none that can be read. */
export function backupOf({ path }: StateFile): string | undefined {
  const backup = `${path}.backup`;
  return existsSync(backup) && conditionOf(backup) !== "damaged" ? backup : undefined;
}
