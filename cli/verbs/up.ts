// `lab up`: from lab.yaml to labs that answer.
import { dirname } from "node:path";
import { amount } from "../../language/counted";
import { FailedError, MachineError } from "../../definition/errors";
import { hubPulls, hubWarning } from "../../definition/hub-pulls";
import { valueOf } from "../../deploy/session";
import { synthesize } from "../../deploy/synthesize";
import { targetOf } from "../../deploy/targets";
import { up, type UpOptions, type UpReport } from "../../deploy/up";
import { isWell } from "../../engine/status";
import { t } from "../../language/translate";
import { showsEarlier } from "../../serve/one-server";
import { fetchedTerraform, type TerraformBinary } from "../../terraform/binary";
import type { SynthesizedStack } from "../../terraform/run";
import { withLock } from "../../workspace/lock";
import { type CliContext, exitCode } from "../context";
import { lookAtMachine, lookAtProviders } from "../machine";
import { confirm, result, say, sayFailure } from "../output";
import { stateWords, titleOf } from "../prerequisite-words";
import { type Prerequisite, stackParallelism, terraformPrerequisite } from "../prerequisites";
import { writeStatus } from "./status";

/** What is deployed besides the chosen students' labs, and a callback for when all is agreed. */
export type UpScope = Pick<UpOptions, "allHosts" | "scenarios" | "terraformOptions" | "onAgreed">;

export async function upVerb(context: CliContext, scope: UpScope = {}): Promise<number> {
  return withLock(context.workspace, "up", async () => {
    const prepared = await prepare(context);
    return finish(context, await bringUp(context, prepared, scope));
  });
}

/** Deploys what was prepared; the caller holds the class's lock. */
export function bringUp(context: CliContext, prepared: Prepared, scope: UpScope = {}): Promise<UpReport> {
  return up(context, { ...prepared, concurrent: stackParallelism(), ...scope });
}

/** Whether all of it is up. */
export function isUp({ labs, others }: UpReport): boolean {
  return others.length === 0 && labs.every(isWell);
}

/** @throws FailedError where not all of it is up. */
function finish(context: CliContext, report: UpReport): number {
  const { labs, others } = report;
  writeStatus(context, labs);
  others.forEach(sayFailure);
  if (showsEarlier(context.workspace, context.definition))
    say(t`npx lab serve still shows the class as lab.yaml was when it started: end it with Ctrl-C, then npx lab serve again.`);
  const bad = labs.filter((lab) => !isWell(lab));
  if (isUp(report)) {
    if (context.output === "table") result(nextCommands(context));
    return exitCode.ok;
  }
  throw new FailedError(whatIsMissing(bad.length, labs.length, others.length), t`See the lines above; npx lab up goes on from here`);
}

function whatIsMissing(bad: number, all: number, others: number): string {
  const labs = all === 1 ? t`The lab is not fully up` : t`${bad} of ${all} labs are not fully up`;
  const rest = amount(others, bad === 0 ? "thing" : "other thing");
  return [...(bad > 0 ? [labs] : []), ...(others > 0 ? [t`${rest} failed`] : [])].join("; ");
}

/** What a deploy needs. */
export interface Prepared {
  readonly stacks: readonly SynthesizedStack[];
  readonly terraform: TerraformBinary;
}

/** Synthesizes, and checks that this machine has what a deploy needs. @throws MachineError when it does not. */
export async function prepare(context: CliContext): Promise<Prepared> {
  const { definition, workspace, reporter, seats } = context;
  const pulls = hubWarning(hubPulls({ ...definition, students: context.chosen.students }));
  for (const warning of [...definition.warnings, ...(pulls === undefined ? [] : [pulls])]) reporter.note(warning);
  await targetOf(definition, workspace).restoreSeats?.(context);
  const [synthesized] = await reporter.run([
    {
      title: t`Class ${definition.name}`,
      work: () =>
        synthesize(definition, workspace, workspace.outFolder, { ...(seats && { seats }), onKept: (note) => reporter.note(note) }),
      summary: () => summary(context),
    },
  ]);
  const stacks = valueOf(synthesized);
  const [looked] = await reporter.run([
    { title: t`This machine`, work: () => lookAtMachine(context), summary: ({ all }) => inOneLine(all) },
  ]);
  const { all, terraform: found } = valueOf(looked);
  const terraform = found ?? (await offerTerraform(context, all));
  const missing = all.filter(({ name, state }) => state === "missing" && !(name === "Terraform" && terraform !== undefined));
  if (missing.length > 0 || !terraform) throw notReady(context, missing);
  await fetchProviders(context, stacks, terraform);
  return { stacks, terraform };
}

function inOneLine(all: readonly Prerequisite[]): string {
  return all.map(({ name, found, state }) => `${titleOf({ name })} ${state === "missing" ? stateWords[state]() : found}`).join(", ");
}

/** @throws MachineError when a provider cannot be installed. */
async function fetchProviders(context: CliContext, stacks: readonly SynthesizedStack[], terraform: TerraformBinary): Promise<void> {
  const [looked] = await context.reporter.run([
    {
      title: t`Providers`,
      work: () => lookAtProviders(context, stacks, terraform),
      summary: (missing) => stateWords[missing?.state ?? "ok"](),
    },
  ]);
  const missing = valueOf(looked);
  if (missing) throw notReady(context, [missing]);
}

function summary({ definition }: CliContext): string {
  const { students, scenarios, target } = definition;
  const names = scenarios.map(({ spec, state }) => (state === "ready" ? t`${spec.name} (ready)` : spec.name)).join(", ");
  return t`${amount(students.length, "lab")} of ${names} on target ${target.kind}`;
}

/** If there is neither Terraform nor OpenTofu, fetches the pinned Terraform when the person agrees. */
async function offerTerraform(context: CliContext, all: readonly Prerequisite[]): Promise<TerraformBinary | undefined> {
  const terraform = all.find(({ name }) => name === "Terraform");
  if (process.env["LAB_TERRAFORM"] !== undefined || (!context.yes && !process.stdin.isTTY)) return undefined;
  if (
    !(await confirm(t`${terraform?.found ?? ""}. Fetch Terraform from releases.hashicorp.com into ${dirname(fetchedTerraform)}?`, context))
  )
    return undefined;
  const { fetchTerraform } = await import("../../terraform/fetch");
  const [fetched] = await context.reporter.run([{ title: t`Fetch Terraform`, work: () => fetchTerraform() }]);
  valueOf(fetched);
  return (await terraformPrerequisite(context.definition)).terraform;
}

function notReady(context: CliContext, missing: readonly Prerequisite[]): MachineError {
  const { definition, workspace } = context;
  say(t`The class is valid. It would make:`);
  for (const { spec, options, state } of definition.scenarios) {
    const { containers, images } = spec.uses(options);
    say(state === "ready" ? t`  ${spec.name}: images ${images.join(", ")}` : t`  ${spec.name}: containers ${containers.join(", ")}`);
  }
  say(t`Its stacks as JSON: ${workspace.outFolder}/stacks`);
  return new MachineError(missing.map((one) => `${titleOf(one)}: ${one.found}`).join("\n"), missing.map(({ fix }) => fix).join("\n"));
}

function nextCommands({ definition, workspace }: CliContext): string {
  return [
    "",
    ...(targetOf(definition, workspace).needs === "engine"
      ? [t`Exercise files   ${workspace.exerciseFolder}`, t`In a browser     ${"npx lab serve"}`]
      : [
          t`Hand out         ${"npx lab handout handouts, npx lab cards"}`,
          t`In a browser     ${"npx lab serve --listen 0.0.0.0"}`,
          t`Log in           ${"npx lab ssh STUDENT"}`,
        ]),
    t`What runs        ${"npx lab status"}`,
    t`What is done     ${"npx lab check"}`,
    t`Remove it        ${"npx lab down"}`,
  ].join("\n");
}
