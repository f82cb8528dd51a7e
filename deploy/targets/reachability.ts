// Whether the machines of a class can be reached: every one is asked at once, so that the slowest decides how long it takes.
import { FailedError, MachineError } from "../../definition/errors";
import { failureOf, type Host, succeeded } from "../../engine/host";
import { engineError } from "../../engine/inspect";
import { t } from "../../language/translate";
import type { TargetFinding } from "./class-target";

/** Seconds for one machine; ssh itself gives up after 10 without a connection. */
const timeout = 12;

/** A finding for each machine, in their order; one alone where the class's files cannot be written, as on a full disk. */
export async function reachability(hosts: () => Promise<readonly Host[]>, signal: AbortSignal): Promise<TargetFinding[]> {
  try {
    return await Promise.all((await hosts()).map((host) => reach(host, signal)));
  } catch (error) {
    if (!(error instanceof MachineError || error instanceof FailedError)) throw error;
    return [{ name: t`Machines`, state: "missing", found: error.message, ...(error.next !== undefined && { fix: error.next }) }];
  }
}

async function reach(host: Host, signal: AbortSignal): Promise<TargetFinding> {
  const { student, address } = host;
  const name = t`Machine of ${student}`;
  const answer = await host.run("true", { timeout, signal });
  if (succeeded(answer)) return { name, state: "ok", found: t`${address} can be reached` };
  if (answer.kind !== "unreachable")
    return { name, state: "missing", found: failureOf(answer), fix: t`Look at it: npx lab ssh ${student}` };
  const { message, next } = engineError(host, answer);
  return { name, state: "missing", found: message, ...(next !== undefined && { fix: next }) };
}
