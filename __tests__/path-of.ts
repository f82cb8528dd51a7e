// Where a program is, without starting it.
import { accessSync, constants } from "node:fs";
import { delimiter, join } from "node:path";

/** The first one of the PATH, or undefined. */
export function pathOf(program: string): string | undefined {
  const folders = (process.env["PATH"] ?? "").split(delimiter);
  return folders.map((folder) => join(folder, program)).find(isProgram);
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
