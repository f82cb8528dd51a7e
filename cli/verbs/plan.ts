// `lab plan`: everything to know before a class costs money, on one screen. Nothing is created.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { amount } from "../../language/counted";
import { MachineError } from "../../definition/errors";
import { hubPulls, hubWarning } from "../../definition/hub-pulls";
import { memoryOf } from "../../definition/scenario";
import { changesText, classChanges } from "../../deploy/class-changes";
import { leavingLines, leavingNote } from "../../deploy/leaving";
import { failureFrom, type Failure } from "../../deploy/session";
import { synthesize } from "../../deploy/synthesize";
import { targetOf } from "../../deploy/targets";
import type { HostsPlan } from "../../deploy/targets/class-target";
import { refuseProblems } from "../../deploy/targets/refuse-problems";
import { myAddressOf } from "../../deploy/variables";
import { waysIn, waysInLines } from "../../deploy/ways-in";
import { t } from "../../language/translate";
import type { SynthesizedStack } from "../../terraform/run";
import { myAddressFile, Workspace } from "../../workspace/workspace";
import { type CliContext, exitCode } from "../context";
import { titleOf } from "../prerequisite-words";
import { lookAtMachine, lookAtProviders } from "../machine";
import { result, say } from "../output";

/**
 * @throws FailedError where AWS or lab.yaml does not allow the class, as `lab up` would; MachineError where this machine lacks something
 * for it. Both after the plan was written.
 */
export async function plan(context: CliContext): Promise<number> {
  const root = mkdtempSync(join(tmpdir(), "lab-plan-"));
  try {
    // before a line is written: a scenario of the instructor's own may fail to declare what it has
    return await planWith(context, await stacksIn(root, context));
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
}

async function planWith(context: CliContext, stacks: readonly SynthesizedStack[] | Failure): Promise<number> {
  const { definition, workspace, output } = context;
  for (const warning of definition.warnings) say(warning);
  const target = targetOf(definition, workspace);
  const ways = await waysIn(definition, workspace);
  for (const line of waysInLines(ways)) say(line);
  // asked first: it says what is wrong with the way to the cloud
  const hostsPlan = await target.plan?.();
  const leaving = await leavingLines(context, target);
  if (output === "table" && leaving.length > 0) say(leavingNote(leaving));
  const changes = classChanges(context);
  const shared = { noWayIn: ways.shutOut, leaving, ...(changes && { changes }) };
  if (output === "table" && changes) say(changesText(changes));
  if (hostsPlan) writePlanOfHosts(context, hostsPlan, shared);
  else if (output === "json") result(JSON.stringify({ ...planWithoutCost(context), ...shared }, null, 2));
  else writePlanWithoutCost(context);
  const missing = await lacking(context, stacks);
  if (missing.length > 0)
    throw new MachineError(
      missing.map(({ message }) => message).join("\n"),
      missing.flatMap(({ next }) => next ?? []).join("\n") || t`npx lab doctor says more`,
    );
  return exitCode.ok;
}

function writePlanOfHosts({ output }: CliContext, { report, lines, problems }: HostsPlan, shared: object): void {
  result(output === "json" ? JSON.stringify({ ...report, ...shared }, null, 2) : lines.join("\n"));
  refuseProblems(problems);
}

function planWithoutCost({ definition }: CliContext) {
  const running = definition.scenarios.filter(({ state }) => state === "running");
  const each = running.map(({ spec, options }) => ({ scenario: spec.name, ...spec.uses(options) }));
  const labs = definition.students.map(({ name }) => name);
  return { class: definition.name, target: definition.target.kind, labs, each, dockerHub: hubPulls(definition) ?? null };
}

function writePlanWithoutCost(context: CliContext): void {
  const { definition } = context;
  const { labs, each, target } = planWithoutCost(context);
  result(t`Class ${definition.name}: ${amount(labs.length, "lab")} on target ${target}; it costs nothing. Each has:`);
  for (const { scenario, containers, hostPorts } of each) {
    const what = containers.join(", ") || t`no container`;
    const ports = hostPorts.map(({ port }) => port).join(", ");
    result(ports === "" ? `  ${scenario}: ${what}` : t`  ${scenario}: ${what} on ${ports}`);
  }
  result(t`  At most ${memoryOf(definition.scenarios)} MB of memory`);
  const warning = hubWarning(hubPulls(definition));
  if (warning !== undefined) say(warning);
}

/** What would stop `lab up` on this machine: something it lacks, a provider that cannot be installed, an unknown address for `me`. */
async function lacking(context: CliContext, stacks: readonly SynthesizedStack[] | Failure): Promise<Failure[]> {
  if ("message" in stacks) return [stacks];
  const { all, terraform } = await lookAtMachine(context);
  const provider = terraform && (await lookAtProviders(context, stacks, terraform));
  return [...all.filter(({ state }) => state === "missing"), ...(provider ? [provider] : [])].map(({ name, found, fix }) => ({
    message: `${titleOf({ name })}: ${found}`,
    ...(fix !== undefined && { next: fix }),
  }));
}

/** The stacks of one student, in a temporary workspace: no keys or files of the class are created. Or what this machine lacks for them. */
async function stacksIn(root: string, { definition, workspace }: CliContext): Promise<SynthesizedStack[] | Failure> {
  const own = new Workspace(definition.name, root);
  const address = myAddressOf(workspace);
  if (address !== undefined) own.write(myAddressFile, address);
  try {
    return await synthesize({ ...definition, students: definition.students.slice(0, 1) }, own, own.outFolder);
  } catch (error) {
    if (!(error instanceof MachineError)) throw error;
    return failureFrom(error);
  }
}
