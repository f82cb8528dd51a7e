// Makes a folder with those above it that are missing.
import { existsSync, mkdirSync, statSync } from "node:fs";
import { dirname, resolve } from "node:path";

/**
 * Node's own recursive mkdir never returns where a folder exists and takes no other, as /proc does (Node 20 to 24), and people name folders.
 * @param mode Of each folder that is made. @default what the umask leaves of 0o777
 * @throws the error of mkdir, such as EACCES, EEXIST where something else has that name, or ENOENT in /proc.
 */
export function makeFolder(path: string, mode = 0o777): void {
  if (isFolder(path)) return;
  const missing = [resolve(path)];
  for (let above = dirname(resolve(path)); !existsSync(above); above = dirname(above)) missing.unshift(above);
  for (const folder of missing) {
    try {
      mkdirSync(folder, { mode });
    } catch (error) {
      // somebody else made it meanwhile
      if (!isFolder(folder)) throw error;
    }
  }
}

function isFolder(path: string): boolean {
  try {
    return statSync(path).isDirectory();
  } catch {
    return false;
  }
}
