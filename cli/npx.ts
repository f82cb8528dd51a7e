// How npx finds this command from a folder.
import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { word } from "../provisioning/shell";
import { toolFolder } from "../workspace/workspace";

/** Where this project is not installed, npx alone would ask the registry for another package named lab. @param folder An absolute path. */
export function npxFrom(folder: string): string {
  const isInstalled = folder === toolFolder || existsSync(join(folder, "node_modules/.bin/lab"));
  if (isInstalled) return "npx";
  return dirname(folder) === folder ? `npx --prefix ${word(toolFolder)}` : npxFrom(dirname(folder));
}

/** The same from the current folder, which may have been removed. */
export function npxHere(): string {
  try {
    return npxFrom(process.cwd());
  } catch {
    return npxFrom("/");
  }
}
