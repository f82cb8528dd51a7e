// One command at a time changes a class: a lock in its folder, which names who holds it.
import { readFileSync, rmSync, statSync } from "node:fs";
import { hostname } from "node:os";
import { lock } from "proper-lockfile";
import { z } from "zod";
import { FailedError } from "../definition/errors";
import { parseJson } from "./json";
import type { Workspace } from "./workspace";

const file = "lock";
const holderFile = "lock-holder.json";
/** Seconds after which the lock of a command that was killed is free: it renews it every third of them. */
const staleAfter = 15;

const holder = z.object({ verb: z.string(), pid: z.number(), host: z.string(), since: z.string() });
type Holder = z.output<typeof holder>;

/**
 * Holds the class's lock while work goes on.
 * @throws FailedError that names the holder where another command has it.
 */
export async function withLock<Result>(workspace: Workspace, verb: string, work: () => Promise<Result>): Promise<Result> {
  const release = await take(workspace);
  const own: Holder = { verb, pid: process.pid, host: hostname(), since: new Date().toISOString() };
  workspace.write(holderFile, `${JSON.stringify(own)}\n`);
  try {
    return await work();
  } finally {
    rmSync(workspace.path(holderFile), { force: true });
    await release().catch(() => undefined);
  }
}

async function take(workspace: Workspace): Promise<() => Promise<void>> {
  const options = { lockfilePath: workspace.path(file), stale: staleAfter * 1000, realpath: false };
  try {
    return await lock(workspace.path(), options);
  } catch (error) {
    const other = readHolder(workspace);
    // killed on this machine: nobody else can hold it, and nobody has to wait until it is stale
    if (other?.host === hostname() && !isAlive(other.pid)) {
      rmSync(workspace.path(file), { recursive: true, force: true });
      return lock(workspace.path(), options);
    }
    if ((error as NodeJS.ErrnoException).code !== "ELOCKED") throw error;
    throw held(workspace, other);
  }
}

function held(workspace: Workspace, other: Holder | undefined): FailedError {
  const age = statSync(workspace.path(file), { throwIfNoEntry: false })?.mtime.toISOString() ?? "";
  const who = other
    ? `lab ${other.verb}, process ${other.pid} on ${other.host}, since ${other.since}`
    : `another command (its lock is of ${age})`;
  return new FailedError(
    `Class ${workspace.className} is being changed by ${who}`,
    `Wait for it, or end it${other ? ` (kill ${other.pid} on ${other.host})` : ""}. The lock of a command that died is free after ${staleAfter} seconds`,
  );
}

function readHolder(workspace: Workspace): Holder | undefined {
  try {
    return holder.safeParse(parseJson(readFileSync(workspace.path(holderFile), "utf8"))).data;
  } catch {
    return undefined;
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}
