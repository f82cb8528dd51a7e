// The lab.yaml that a command line means: the one it names, or the one in the current folder.
import { existsSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { InputError } from "../definition/errors";
import { t } from "../language/translate";

/** @param given What `-f` names. @returns An absolute path, which need not exist. */
export function labFile(given: string | undefined): string {
  return resolve(given ?? "lab.yaml");
}

/** The error when none was named and there is none; otherwise undefined. One in a folder above belongs to another class until it is named. */
export function noLabFile(given: string | undefined): InputError | undefined {
  if (given !== undefined || existsSync(labFile(given))) return undefined;
  const above = labFileAbove(process.cwd());
  return new InputError(
    t`There is no lab.yaml in this folder`,
    above === undefined
      ? t`npx lab init writes one; or name it: -f FILE`
      : t`One lies above: add -f ${relative(process.cwd(), above)}, or cd ${relative(process.cwd(), dirname(above))} first; npx lab init writes one here`,
  );
}

function labFileAbove(folder: string): string | undefined {
  const parent = dirname(folder);
  if (parent === folder) return undefined;
  const file = join(parent, "lab.yaml");
  return existsSync(file) ? file : labFileAbove(parent);
}
