// Exercise files on this machine. One that its student changed stays as it is: what was given last is kept to know.
import { chmodSync, mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { ExerciseFile } from "../definition/scenario";

/** `given`: folder for copies of what the student was given last. */
export function writeExerciseFiles(folder: string, files: readonly ExerciseFile[], given: string): void {
  for (const { path, content, encoding, mode } of files) {
    const target = join(folder, path);
    const bytes = Buffer.from(content, encoding ?? "utf8");
    const now = bytesOf(target);
    if (now === "no file") continue;
    const before = bytesOf(join(given, path));
    const isUntouched = now === undefined || now.equals(bytes) || (before instanceof Buffer && now.equals(before));
    if (!isUntouched) continue;
    if (now === undefined || !now.equals(bytes)) write(target, bytes);
    if (mode !== undefined) chmodSync(target, mode);
    write(join(given, path), bytes);
  }
}

function bytesOf(path: string): Buffer | "no file" | undefined {
  try {
    return readFileSync(path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    return "no file";
  }
}

/** Whole or not at all. */
function write(path: string, bytes: Buffer): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(`${path}.new`, bytes);
  renameSync(`${path}.new`, path);
}
