// `lab new exercise NAME`: writes a folder with an exercise, commented, that is valid as it stands.
import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { InputError } from "../../definition/errors";
import { name as nameSchema } from "../../definition/fields";
import { asCalled } from "../../language/called";
import { t } from "../../language/translate";
import { makeFolder } from "../../workspace/make-folder";
import { exerciseFiles } from "../exercise-template";
import { exitCode } from "../exit-codes";
import { result } from "../output";
import { writeFile } from "../write-file";

/** @throws InputError for anything but an exercise, a name that no scenario can have, or a folder that already exists. */
export function newExercise(what: string, name: string, labFile = "lab.yaml", output: "table" | "json" = "table"): number {
  if (what !== "exercise")
    throw new InputError(t`${JSON.stringify(what)} cannot be written; an exercise can`, asCalled("npx lab new exercise redis"));
  const parsed = nameSchema.safeParse(name);
  if (!parsed.success)
    throw new InputError(`${JSON.stringify(name)} ${parsed.error.issues[0]?.message ?? ""}`, asCalled("npx lab new exercise redis"));
  const entry = `./exercises/${name}`;
  const folder = join(dirname(labFile), entry);
  if (existsSync(folder)) throw new InputError(t`${folder} already exists; it was left as it is`, t`Name another exercise`);
  const files = Object.entries(exerciseFiles(name));
  for (const [path, text] of files) {
    makeFolder(dirname(join(folder, path)));
    writeFile(join(folder, path), text, path.endsWith(".sh") ? 0o755 : 0o644);
  }
  if (output === "json") result(JSON.stringify({ entry, written: files.map(([path]) => join(folder, path)) }, null, 2));
  else result(t`Wrote ${folder}. Add ${entry} to scenarios in ${labFile}, then: npx lab validate, npx lab up`);
  return exitCode.ok;
}
