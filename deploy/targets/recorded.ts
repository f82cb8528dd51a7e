// What is recorded of a lab besides where it is: the folders it keeps data in and the images it brings.
import { basename } from "node:path";
import { isThisMachine } from "../../definition/targets";
import type { LabClass } from "../../stacks/scenarios/scenario";
import type { Workspace } from "../../workspace/workspace";

/** Folders on the Engine's host that the class's scenarios keep data in. */
export function dataFolders({ target, scenarios }: LabClass, workspace: Workspace): string[] {
  const folders = new Set(scenarios.flatMap(({ spec }) => spec.exercise?.data ?? []));
  return [...folders].map((folder) => (isThisMachine(target) ? `${workspace.dataFolder}/${basename(folder)}` : folder));
}

export function images({ scenarios }: LabClass): string[] {
  return [...new Set(scenarios.flatMap(({ spec, options }) => spec.uses(options).images))];
}

/** Names of images that the running scenarios build. */
export function imagesToBuild({ scenarios }: LabClass): string[] {
  return scenarios.filter(({ state }) => state === "running").flatMap(({ spec, options }) => [...spec.uses(options).builds]);
}

/** Images that the commands of the exercises make, except those that running scenarios build. What else a student builds is theirs. */
export function exerciseImages(definition: LabClass): string[] {
  const built = imagesToBuild(definition);
  const made = definition.scenarios.flatMap(({ spec }) => spec.exercise?.images ?? []);
  return [...new Set(made)].filter((name) => !built.includes(name));
}
