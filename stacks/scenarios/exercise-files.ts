// The files a scenario gives to its student: those in its folder `files`, which are theirs to change, and one for their answers.
import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import type { ExerciseFile, ScenarioUse } from "../../definition/scenario";
import type { Scenario } from "./scenario";
import { readProjectText } from "../../provisioning/project-text";

/** Where a scenario's exercise files are in its folder. */
export function filesFolder({ folder }: Pick<Scenario, "folder">): string {
  return join(folder, "files");
}

/** Every exercise file of some scenarios, with paths below the student's `~/labs`. */
export function exerciseFiles(uses: readonly Pick<ScenarioUse<Scenario>, "spec" | "options">[]): ExerciseFile[] {
  return uses.flatMap(({ spec, options }) => [...(spec.files?.(options) ?? textsIn(spec)), ...answersOf(spec)]);
}

function textsIn(spec: Scenario): ExerciseFile[] {
  const folder = filesFolder(spec);
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort()
    .map((path) => ({ path: join(spec.name, path.slice(folder.length + 1)), content: readProjectText(path) }));
}

/** A line for each thing to be found out, without its value. */
function answersOf({ name, exercise }: Scenario): ExerciseFile[] {
  const words = exercise?.answers ?? [];
  return words.length === 0 ? [] : [{ path: join("answers", name), content: words.map((word) => `${word}:\n`).join("") }];
}
