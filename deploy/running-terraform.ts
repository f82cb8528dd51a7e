// A Terraform that outlived its `lab`, as after kill -9: it goes on and writes its state, which nobody may take from it meanwhile.
import { readdirSync, rmSync, statSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { t } from "../language/translate";
import type { Workspace } from "../workspace/workspace";
import type { Session } from "./session";

/** Seconds that it is waited for; one that was killed too leaves its note behind. */
const timeout = 60;

/**
 * Waits until no Terraform of the class holds a state on this machine, for who holds the class's lock. A note of one that is still there
 * after the timeout is taken away: the lock itself is the system's, and Terraform looks at that.
 * @param seconds Timeout.
 */
export async function awaitTerraform(
  { workspace, reporter, signal }: Pick<Session, "workspace" | "reporter" | "signal">,
  seconds = timeout,
): Promise<void> {
  if (held(workspace).length === 0) return;
  reporter.note(t`A Terraform of an earlier command is at work on ${stacksOf(held(workspace))}; waiting for it, at most ${seconds} s.`);
  const end = Date.now() + seconds * 1000;
  while (held(workspace).length > 0 && Date.now() < end && !signal.aborted) await sleep(300);
  if (!signal.aborted) for (const name of held(workspace)) rmSync(join(workspace.stateFolder, name), { force: true });
}

/** The notes of who holds a state's lock: Terraform and OpenTofu write them beside the state file. */
function held(workspace: Workspace): string[] {
  if (!statSync(workspace.stateFolder, { throwIfNoEntry: false })?.isDirectory()) return [];
  return readdirSync(workspace.stateFolder).filter((name) => /^\..+\.tfstate\.lock\.info$/.test(name));
}

function stacksOf(notes: readonly string[]): string {
  return notes.map((name) => name.replace(/^\.|\.tfstate\.lock\.info$/g, "")).join(", ");
}
