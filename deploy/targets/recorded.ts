// What is recorded of a lab besides where it is: the folders it keeps data in and the images it brings.
import { basename } from "node:path";
import type { LabClass } from "../../stacks/scenarios/scenario";
import type { Workspace } from "../../workspace/workspace";

/** Folders on the Engine's host that the class's scenarios keep data in. */
export function dataFolders({ target, scenarios }: LabClass, workspace: Workspace): string[] {
  const folders = new Set(scenarios.flatMap(({ spec }) => spec.exercise?.data ?? []));
  return [...folders].map((folder) => (target.kind === "local" ? `${workspace.dataFolder}/${basename(folder)}` : folder));
}

export function images({ scenarios }: LabClass): string[] {
  return [...new Set(scenarios.flatMap(({ spec, options }) => spec.uses(options).images))];
}

/** Images that running scenarios build, and those that the commands of the exercises make. What else a student builds is theirs. */
export function builds({ scenarios }: LabClass): string[] {
  const running = scenarios.filter(({ state }) => state === "running").flatMap(({ spec, options }) => spec.uses(options).builds);
  return [...new Set([...running, ...scenarios.flatMap(({ spec }) => spec.exercise?.images ?? [])])];
}
