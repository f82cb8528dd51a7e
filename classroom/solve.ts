// Completes a scenario for a student who fell behind: the guide's own commands, typed on their host, up to its clean-up.
import { FailedError } from "../definition/errors";
import type { ClassCheck, ScenarioUse } from "../definition/scenario";
import { askHost, publishedHost, type Round } from "../engine/check-round";
import { failureOf, type Host, succeeded } from "../engine/host";
import { Terminal } from "../engine/terminal";
import { t } from "../language/translate";
import { makeRoomScript, readStudentsOwn, sameNamesScript, solveScript } from "../provisioning/solve";
import { classChecks } from "../stacks/scenarios/class-checks";
import type { LabClass, Scenario } from "../stacks/scenarios/scenario";
import type { Workspace } from "../workspace/workspace";
import { guideFacts } from "./guide-facts";
import { labsFolder } from "./labs-folder";
import { type CommandBlock, exerciseBlocks, fillGuide, readGuide } from "../stacks/scenarios/guide-text";
import { typeBlock } from "./typist";

export interface SolveProps {
  readonly definition: LabClass;
  readonly workspace: Workspace;
  readonly host: Host;
  readonly use: ScenarioUse<Scenario>;
  readonly signal: AbortSignal;
}

/** Seconds within which what was started has to answer. */
const settleSeconds = 30;
/** Seconds that a scenario's own script may take: it may build an image. */
const scriptSeconds = 600;

/** The blocks that are typed, in the guide's order; none for a scenario that has a script. */
export function solution({ definition, workspace, host, use }: SolveProps): CommandBlock[] {
  if (use.spec.solve) return [];
  const facts = guideFacts({ definition, workspace }, { student: host.student, address: host.address, use });
  // the language makes no difference to the commands
  return exerciseBlocks(fillGuide(readGuide(use.spec, "en"), facts)).filter(
    ({ lines }) => !lines.some(({ text }) => text === facts.values["check"]),
  );
}

/**
 * The student's own containers whose names the commands give to new ones. What a running scenario declares stays.
 * @throws FailedError when the Engine cannot be asked.
 */
export async function containersInTheWay({ definition, host, use, signal }: SolveProps): Promise<string[]> {
  const running = definition.scenarios
    .filter(({ state }) => state === "running")
    .flatMap(({ spec, options }) => spec.uses(options).containers);
  const { spec, options } = use;
  const names = [...spec.uses(options).containers, ...(spec.exercise?.containers ?? [])].filter((name) => !running.includes(name));
  if (names.length === 0) return [];
  const answer = await host.run(sameNamesScript(names), { signal });
  if (!succeeded(answer)) throw new FailedError(t`${host.student}: the Engine could not be asked: ${failureOf(answer)}`);
  return readStudentsOwn(answer.stdout);
}

/**
 * Types the commands and runs the checks. `onCommand` is called with the first command of each block.
 * @throws FailedError when a container cannot be removed or a command does not end.
 */
export async function solve(props: SolveProps, inTheWay: readonly string[], onCommand: (text: string) => void): Promise<Round> {
  const { host, signal } = props;
  if (inTheWay.length > 0) {
    const removed = await host.run(makeRoomScript(inTheWay), { signal });
    if (!succeeded(removed)) throw new FailedError(t`${host.student}: not all of it was removed: ${failureOf(removed)}`);
  }
  if (props.use.spec.solve) await runScript(host, props.use.spec.name, props.use.spec.solve(props.use.options), signal);
  else await typeGuide(props, onCommand);
  return settled(host, classChecks([props.use], labsFolder(props.definition, props.workspace)), signal);
}

/** Runs a scenario's own script in the student's folder. @throws FailedError when it fails. */
async function runScript(host: Host, scenario: string, script: string, signal: AbortSignal): Promise<void> {
  const { labsFolder: folder } = host;
  const whole = solveScript({ scenario, script, labHost: publishedHost(host), ...(folder !== undefined && { labsFolder: folder }) });
  const answer = await host.run(whole, { timeout: scriptSeconds, signal });
  if (!succeeded(answer)) throw new FailedError(t`${host.student}: solve.sh of ${scenario} failed: ${failureOf(answer)}`);
}

/** Types the commands of the guide. @throws FailedError when one does not end. */
async function typeGuide(props: SolveProps, onCommand: (text: string) => void): Promise<void> {
  const { host, signal } = props;
  const terminal = await Terminal.open(host);
  const stop = () => terminal.close();
  signal.addEventListener("abort", stop, { once: true });
  try {
    for (const block of solution(props)) {
      onCommand(block.lines[0]?.text ?? "");
      await typeBlock(terminal, host, block);
    }
  } catch (error) {
    throw error instanceof FailedError ? error : new FailedError(`${host.student}: ${(error as Error).message}`);
  } finally {
    signal.removeEventListener("abort", stop);
    terminal.close();
  }
}

async function settled(host: Host, checks: readonly ClassCheck[], signal: AbortSignal): Promise<Round> {
  const limit = Date.now() + settleSeconds * 1000;
  for (;;) {
    const round = await askHost(host, checks, { timeout: 60, signal });
    if (round.results.every(({ verdict }) => verdict === "pass") || Date.now() > limit || signal.aborted) return round;
    await new Promise((resolve) => setTimeout(resolve, 1000));
  }
}
