// Whether hosts that passed their readiness gate still have what it promised: an Engine that answers its user.
import pLimit from "p-limit";
import { hostsAtOnce } from "../definition/limits";
import { engineAnswersScript } from "../provisioning/engine-guard";
import type { Host } from "./host";

/**
 * The students whose host answers and whose Engine does not: Docker was removed, the machine was reinstalled, the Engine was stopped
 * or is broken. A host that does not answer at all is not among them, since a gate could do nothing there either.
 */
export async function withoutEngine(hosts: readonly Host[], signal: AbortSignal): Promise<string[]> {
  const limit = pLimit(hostsAtOnce);
  const answers = await Promise.all(hosts.map((host) => limit(() => host.run(engineAnswersScript, { timeout: 30, signal }))));
  return hosts.flatMap(({ student }, at) => {
    const answer = answers[at];
    return answer?.kind === "done" && answer.status !== 0 ? [student] : [];
  });
}
