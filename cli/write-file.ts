// Files that a verb writes for a person: whole or not at all, so that a full disk leaves what was there before.
import { statSync, writeFileSync } from "node:fs";
import writeFileAtomic from "write-file-atomic";

export function writeFile(path: string, content: string | Uint8Array, mode?: number): void {
  // a pipe or a terminal has no name to take over
  if (statSync(path, { throwIfNoEntry: false })?.isFile() === false) writeFileSync(path, content);
  else writeFileAtomic.sync(path, typeof content === "string" ? content : Buffer.from(content), mode === undefined ? {} : { mode });
}

/** The same, readable only by the instructor, for keys, passwords and students' work: even where it replaces a file that others could read. */
export function writeOwn(path: string, content: string | Uint8Array): void {
  writeFile(path, content, 0o600);
}
