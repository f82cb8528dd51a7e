// Exercise files on this machine. A file that is there already is a student's and stays as it is.
import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { ExerciseFile } from "../definition/scenario";

export function writeExerciseFiles(folder: string, files: readonly ExerciseFile[]): void {
  for (const { path, content } of files) {
    const target = join(folder, path);
    if (existsSync(target)) continue;
    mkdirSync(dirname(target), { recursive: true });
    writeFileSync(target, content);
  }
}
