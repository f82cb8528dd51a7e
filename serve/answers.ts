// The answers of one student, by chapter, read from their host when the instructor opens them.
import { randomBytes } from "node:crypto";
import { FailedError } from "../definition/errors";
import { plainLine } from "../definition/plain-text";
import { failureOf, type Host, succeeded } from "../engine/host";
import { answersScript, readAnswers } from "../provisioning/answers";

/** Lines that are shown per chapter. */
const maxLines = 20;

/** @throws FailedError where the host does not answer within ten seconds. */
export async function answersOf(host: Host, scenarios: readonly string[], signal: AbortSignal): Promise<Record<string, string[]>> {
  const marker = randomBytes(16).toString("hex");
  const answer = await host.run(answersScript(scenarios, marker, host.labsFolder), { timeout: 10, signal });
  if (!succeeded(answer)) throw new FailedError(failureOf(answer));
  const read = readAnswers(answer.stdout, marker);
  return Object.fromEntries(
    scenarios.map((scenario) => [scenario, (read.get(scenario) ?? []).slice(0, maxLines).map((line) => plainLine(line, 200))]),
  );
}
