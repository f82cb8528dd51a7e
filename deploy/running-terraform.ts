// A Terraform that outlived its `lab`, as after kill -9: it goes on and writes its state, and nobody else may until then.
import { setTimeout as sleep } from "node:timers/promises";
import { FailedError } from "../definition/errors";
import { t } from "../language/translate";
import { type StateAtWork, statesAtWork } from "../workspace/terraform-process";
import type { Session } from "./session";

/** Seconds to wait for it. */
const timeout = 60;

/**
 * Waits until no Terraform works on a state of the class on this machine, for a command that holds the class's lock.
 * @param seconds Timeout.
 * @throws FailedError where one is still at work then: a second one beside it would lose its state.
 */
export async function awaitTerraform(
  { workspace, reporter, signal }: Pick<Session, "workspace" | "reporter" | "signal">,
  seconds = timeout,
): Promise<void> {
  let atWork = statesAtWork(workspace);
  if (atWork.length === 0) return;
  reporter.note(t`A Terraform of an earlier command is at work on ${stacksOf(atWork)}; waiting for it, at most ${seconds} s.`);
  for (const end = Date.now() + seconds * 1000; atWork.length > 0 && Date.now() < end && !signal.aborted;) {
    await sleep(300);
    atWork = statesAtWork(workspace);
  }
  if (atWork.length === 0 || signal.aborted) return;
  throw new FailedError(
    t`A Terraform of an earlier command is still at work on ${stacksOf(atWork)}: nothing was changed`,
    nextStep(atWork),
  );
}

function nextStep(atWork: readonly StateAtWork[]): string {
  const pids = atWork.flatMap(({ pid }) => pid ?? []);
  if (pids.length > 0) return t`Wait for it, then the same command again; kill -INT ${pids.join(" ")} ends it, and lets it write its state`;
  return t`Another program holds the lock, such as plain cdktf: wait for it. If none runs any more: rm ${atWork.map(({ lockNote }) => lockNote).join(" ")}`;
}

function stacksOf(atWork: readonly StateAtWork[]): string {
  return atWork.map(({ stackId }) => stackId).join(", ");
}
