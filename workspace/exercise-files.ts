// Exercise files on this machine. One that its student changed stays as it is: a copy of what was last given shows which those are.
import { accessSync, chmodSync, constants, readFileSync, statSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import writeFileAtomic from "write-file-atomic";
import type { ExerciseFile } from "../definition/scenario";
import { makeFolder } from "./make-folder";

/**
 * `given`: folder for copies of what the student was last given, whether or not it replaced theirs. Returns the paths of files that are newer
 * than what was given last, and were left as the student had changed them.
 */
export function writeExerciseFiles(folder: string, files: readonly ExerciseFile[], given: string): string[] {
  return files.flatMap(({ path, content, encoding, mode }) => {
    const target = join(folder, path);
    const bytes = Buffer.from(content, encoding ?? "utf8");
    const now = bytesOf(target);
    const before = bytesOf(join(given, path));
    const isNew = !isSame(before, bytes);
    const isCurrent = isSame(now, bytes);
    if (isNew) write(join(given, path), bytes);
    const isAsGiven = before instanceof Buffer && isSame(now, before);
    const isTheirs = now !== undefined && !isCurrent && !isAsGiven;
    if (isTheirs) return isNew ? [path] : [];
    if (!isCurrent) {
      // in place where possible: a container that mounts this one file sees it
      if (now !== undefined && isWritable(target)) writeFileSync(target, bytes);
      else write(target, bytes);
    }
    if (mode !== undefined) chmodSync(target, mode);
    return [];
  });
}

function isSame(one: Buffer | "no file" | undefined, other: Buffer): boolean {
  return one instanceof Buffer && one.equals(other);
}

/** Only a regular file is read: a pipe of the student's would never end. */
function bytesOf(path: string): Buffer | "no file" | undefined {
  try {
    return statSync(path).isFile() ? readFileSync(path) : "no file";
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    return "no file";
  }
}

function isWritable(path: string): boolean {
  try {
    accessSync(path, constants.W_OK);
    return true;
  } catch {
    return false;
  }
}

/** Whole or not at all. */
function write(path: string, bytes: Buffer): void {
  makeFolder(dirname(path));
  writeFileAtomic.sync(path, bytes);
}
