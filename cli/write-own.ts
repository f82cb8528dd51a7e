// Files for the instructor's eyes: a key, a password or a student's work may be in them.
import { chmodSync, writeFileSync } from "node:fs";

/** Writes a file that its owner alone reads, also in place of one that others could read. */
export function writeOwn(path: string, content: string | Uint8Array): void {
  writeFileSync(path, content, { mode: 0o600 });
  chmodSync(path, 0o600);
}
