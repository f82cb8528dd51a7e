// Where a student finds the exercise files and writes answers, as it is typed in a shell.
import type { ClassDefinition } from "../definition/class-definition";
import { isThisMachine } from "../definition/targets";
import { labsPath } from "../provisioning/labs-folder";
import { word } from "../provisioning/shell";
import type { Workspace } from "../workspace/workspace";

/** `~/labs` on a host; for target local the folder in the class's own, quoted only if necessary. */
export function labsFolder({ target }: Pick<ClassDefinition, "target">, { exerciseFolder }: Workspace): string {
  return isThisMachine(target) ? word(exerciseFolder) : labsPath;
}
