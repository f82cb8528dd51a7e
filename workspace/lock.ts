// One command at a time changes a class: a lock file in its folder, which names who holds it.
import { rmSync, statSync } from "node:fs";
import { lock } from "proper-lockfile";
import { z } from "zod";
import { FailedError } from "../definition/errors";
import { plainLine } from "../definition/plain-text";
import { t } from "../language/translate";
import { whileHeld } from "./held";
import { hasEnded, holderShape, sinceText, thisProcess, wayToEnd } from "./holder";
import { parseJson } from "../definition/json";
import type { Workspace } from "./workspace";

const file = "lock.json";

const heldBy = z.object({ verb: z.string(), ...holderShape });

/**
 * Holds the class's lock while work goes on. The lock of a command that was killed on this machine is free at once: its process is gone.
 * @throws FailedError that names the holder where another command has it, and where the folder cannot be written.
 */
export async function withLock<Result>(workspace: Workspace, verb: string, work: () => Promise<Result>): Promise<Result> {
  const text = `${JSON.stringify({ verb, ...thisProcess() })}\n`;
  await guarded(workspace, () => {
    refuseHeld(workspace);
    workspace.write(file, text);
  });
  try {
    return await whileHeld(work);
  } finally {
    // somebody who removed the file by hand may have taken the lock since
    if (workspace.read(file) === text) rmSync(workspace.path(file), { force: true });
  }
}

/** A command that changes a class right now. */
export type ChangeUnderWay = z.output<typeof heldBy>;

/** The command that changes a class right now; undefined where none is known to. */
export function changeUnderWay(workspace: Workspace): ChangeUnderWay | undefined {
  // it is written whole or not at all, so a damaged one is nobody's
  const other = heldBy.safeParse(parseJson(workspace.read(file) ?? "")).data;
  return other && !hasEnded(other) ? other : undefined;
}

/** One line about it. */
export function underWayText({ verb, pid, host, since }: ChangeUnderWay): string {
  return t`lab ${plainLine(verb, 20)} is changing this class since ${sinceText({ pid, host, since })} (process ${pid} on ${plainLine(host)}), and has not ended yet`;
}

function refuseHeld(workspace: Workspace): void {
  const path = workspace.path(file);
  const other = changeUnderWay(workspace);
  if (!other) return;
  throw new FailedError(
    t`Class ${workspace.className} is being changed by lab ${plainLine(other.verb, 20)}, process ${other.pid} on ${plainLine(other.host)}, since ${sinceText(other)}`,
    t`Wait for it, or end it ${wayToEnd(other)}. If that process is no longer a command of this class: rm ${path}`,
  );
}

/**
 * Runs something short that reads a file of the workspace and writes it again, one process at a time.
 * @throws FailedError where the folder cannot be written.
 */
export async function guarded<Result>(workspace: Workspace, work: () => Result): Promise<Result> {
  const folder = workspace.path();
  const guard = workspace.path("guard");
  const cannotBeLocked = (reason: string) =>
    new FailedError(
      t`${folder} cannot be locked: ${reason}`,
      t`See that you may write there and that its disk has space; if no lab command runs: rm -rf ${guard}`,
    );
  // it would pass for the lock of another process, and be waited for
  if (statSync(guard, { throwIfNoEntry: false })?.isDirectory() === false) throw cannotBeLocked(t`${guard} is no folder`);
  const release = await lock(folder, {
    lockfilePath: guard,
    stale: 5000,
    retries: { retries: 40, minTimeout: 50, maxTimeout: 500 },
    // the guarded work is over before a timer can fire; the library's default would end the command from within that timer
    onCompromised: () => undefined,
  }).catch((error: unknown) => {
    throw cannotBeLocked((error as Error).message);
  });
  try {
    return work();
  } finally {
    await release().catch(() => undefined);
  }
}
