// `lab plan`: everything to know before a class costs money, on one screen. Nothing is created.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { amount } from "../../language/counted";
import { MachineError } from "../../definition/errors";
import { hubWarning } from "../../definition/hub-pulls";
import { memoryOf } from "../../definition/scenario";
import { changesText } from "../../deploy/class-changes";
import { leavingNote } from "../../deploy/leaving";
import { type ClassPlan, planClass } from "../../deploy/plan";
import type { Failure } from "../../deploy/session";
import { refuseProblems } from "../../deploy/targets/refuse-problems";
import { t } from "../../language/translate";
import { type CliContext, exitCode } from "../context";
import { titleOf } from "../prerequisite-words";
import { lookAtMachine, lookAtProviders } from "../machine";
import { result, say } from "../output";

/**
 * @throws FailedError where AWS or lab.yaml does not allow the class, as `lab up` would; MachineError where this machine lacks something
 * for it. Both after the plan was written.
 */
export async function plan(context: CliContext): Promise<number> {
  const folder = mkdtempSync(join(tmpdir(), "lab-plan-"));
  try {
    const planned = await planClass(context, folder);
    if (context.output === "json") result(JSON.stringify(asJson(planned), null, 2));
    else writePlan(context, planned);
    refuseProblems(planned.hosts?.problems ?? []);
    refuseMissing(await lacking(context, planned.stacks));
    return exitCode.ok;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function asJson({ labs, hosts, shutOut, leaving, changes }: ClassPlan): object {
  return { ...(hosts?.report ?? labs), noWayIn: shutOut, leaving, ...(changes && { changes }) };
}

function writePlan(context: CliContext, planned: ClassPlan): void {
  const { hosts, leaving, changes } = planned;
  if (leaving.length > 0) say(leavingNote(leaving));
  if (changes) say(changesText(changes));
  if (hosts) result(hosts.lines.join("\n"));
  else writeLabs(context, planned);
}

function writeLabs({ definition }: CliContext, { labs: { labs, each, target, dockerHub } }: ClassPlan): void {
  result(t`Class ${definition.name}: ${amount(labs.length, "lab")} on target ${target}; it costs nothing. Each has:`);
  for (const { scenario, containers, hostPorts } of each) {
    const what = containers.join(", ") || t`no container`;
    const ports = hostPorts.map(({ port }) => port).join(", ");
    result(ports === "" ? `  ${scenario}: ${what}` : t`  ${scenario}: ${what} on ${ports}`);
  }
  result(t`  At most ${memoryOf(definition.scenarios)} MB of memory`);
  const warning = hubWarning(dockerHub ?? undefined);
  if (warning !== undefined) say(warning);
}

/** What would stop `lab up` on this machine: something it lacks, a provider that cannot be installed, an unknown address for `me`. */
async function lacking(context: CliContext, stacks: ClassPlan["stacks"]): Promise<Failure[]> {
  if ("message" in stacks) return [stacks];
  const { all, terraform } = await lookAtMachine(context);
  const provider = terraform && (await lookAtProviders(context, stacks, terraform));
  return [...all.filter(({ state }) => state === "missing"), ...(provider ? [provider] : [])].map(({ name, found, fix }) => ({
    message: `${titleOf({ name })}: ${found}`,
    ...(fix !== undefined && { next: fix }),
  }));
}

function refuseMissing(missing: readonly Failure[]): void {
  if (missing.length === 0) return;
  throw new MachineError(
    missing.map(({ message }) => message).join("\n"),
    missing.flatMap(({ next }) => next ?? []).join("\n") || t`npx lab doctor says more`,
  );
}
