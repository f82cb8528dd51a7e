// A folder in which npx finds the lab command, as where a person installed it: messages then name it as `npx lab`.
import { mkdirSync, symlinkSync } from "node:fs";
import { join, resolve } from "node:path";

/** Returns the folder. */
export function withLabInstalled(folder: string): string {
  mkdirSync(join(folder, "node_modules/.bin"), { recursive: true });
  symlinkSync(resolve(__dirname, "../../cli/lab.mjs"), join(folder, "node_modules/.bin/lab"));
  return folder;
}
