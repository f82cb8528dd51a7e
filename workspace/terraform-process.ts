// Which Terraform works on a state file, noted beside it: so a Terraform that outlived its `lab` is told apart from a stale lock.
import { spawnSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { z } from "zod";
import { isAlive } from "./is-alive";
import { parseJson } from "../definition/json";
import { makeFolder } from "./make-folder";
import type { Workspace } from "./workspace";

const processNote = z.object({ pid: z.int().positive(), command: z.string() });

/** A state that a Terraform works on. */
export interface StateAtWork {
  readonly stackId: string;
  /** Its process. @default another tool holds the lock, such as plain cdktf */
  readonly pid?: number;
  /** What says that the lock is held, beside the state: Terraform's own note. */
  readonly lockNote: string;
}

/** Notes that a process, which was started as `command`, works on a state file. */
export function noteTerraform(stateFile: string, pid: number, command: string): void {
  makeFolder(dirname(stateFile), 0o700);
  writeFileSync(processFile(stateFile), JSON.stringify({ pid, command: basename(command) }), { mode: 0o600 });
}

export function forgetTerraform(stateFile: string): void {
  rmSync(processFile(stateFile), { force: true });
}

/** The states of a class that are worked on now. What Terraforms that are gone left behind is removed. */
export function statesAtWork(workspace: Workspace): StateAtWork[] {
  const { stateFolder } = workspace;
  if (!statSync(stateFolder, { throwIfNoEntry: false })?.isDirectory()) return [];
  const stackIds = readdirSync(stateFolder).flatMap((name) => /^\.(.+)\.tfstate\.(?:lock\.info|process)$/.exec(name)?.[1] ?? []);
  return [...new Set(stackIds)].sort().flatMap((stackId) => {
    const stateFile = join(stateFolder, `${stackId}.tfstate`);
    const lockNote = join(stateFolder, `.${stackId}.tfstate.lock.info`);
    const noted = readNote(processFile(stateFile));
    if (noted === undefined) return existsSync(lockNote) ? [{ stackId, lockNote }] : [];
    if (isAtWork(noted)) return [{ stackId, pid: noted.pid, lockNote }];
    for (const file of [processFile(stateFile), lockNote]) rmSync(file, { force: true });
    return [];
  });
}

function processFile(stateFile: string): string {
  return join(dirname(stateFile), `.${basename(stateFile)}.process`);
}

function readNote(file: string): z.output<typeof processNote> | undefined {
  if (!existsSync(file)) return undefined;
  const parsed = processNote.safeParse(parseJson(readFileSync(file, "utf8")));
  return parsed.success ? parsed.data : undefined;
}

/** The pid alone may be another program's by now; without ps it is assumed to be the same. */
function isAtWork({ pid, command }: z.output<typeof processNote>): boolean {
  if (!isAlive(pid)) return false;
  const { error, stdout } = spawnSync("ps", ["-o", "args=", "-p", String(pid)], { encoding: "utf8" });
  return error !== undefined || stdout.includes(command);
}
