// A run's own folder in the stack's folder, for its plan and its output: two commands never share one.
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { isAlive } from "../workspace/is-alive";

const prefix = "lab-run-";
const made = new Set<string>();
process.once("exit", () => {
  for (const folder of made) rmSync(folder, { recursive: true, force: true });
});

export class RunFolder {
  private made: string | undefined;

  constructor(private readonly stackFolder: string) {}

  /** Created on first use, readable only by its owner: a plan holds secrets. Removed when `lab` ends. */
  open(): string {
    if (this.made === undefined) {
      removeAbandoned(this.stackFolder);
      this.made = mkdtempSync(join(this.stackFolder, `${prefix}${process.pid}-`));
      made.add(this.made);
    }
    return this.made;
  }
}

/** Removes what a killed `lab` left. Its Terraform, if it still runs, has the files open and does not need their names. */
function removeAbandoned(stackFolder: string): void {
  for (const name of readdirSync(stackFolder)) {
    const [, pid] = new RegExp(`^${prefix}(\\d+)-`).exec(name) ?? [];
    if (pid !== undefined && !isAlive(Number(pid))) rmSync(join(stackFolder, name), { recursive: true, force: true });
  }
}
