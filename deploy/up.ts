// `lab up`: from lab.yaml to labs that answer.
import { confirm, result, say } from "../cli/output";
import { type CliContext, exitCode } from "../cli/context";
import { FailedError, InputError, MachineError } from "../definition/errors";
import { type SynthesizedStack, synthesize } from "./synthesize";
import type { EngineState } from "../engine/inspect";
import { hostsStackId } from "../definition/names";
import { engineHosts } from "../engine/host";
import { isWell, labStatus, type LabStatus } from "../engine/status";
import { bringUpHosts, hostsRun } from "./hosts";
import { type Lab, Labs, losses } from "./labs";
import { diskNeed, dockerHost, engineNeed, type Need, nodeNeed, sshNeed, terraformNeed } from "../cli/prerequisites";
import { progress, task } from "../cli/progress";
import { writeStatus } from "../cli/verbs/status";
import type { TerraformBinary } from "../terraform/binary";
import { providerNeed, shareChecksums } from "../terraform/providers";

/** Seconds that a scenario may take to answer after its containers are healthy. */
const patience = 60;

/** Options for `terraform plan`, of the labs' stacks and of the hosts'. */
export interface TerraformOptions {
  readonly labs?: readonly string[];
  readonly hosts?: readonly string[];
}

export async function up(context: CliContext, options: TerraformOptions = {}): Promise<number> {
  const { definition, chosen, workspace, signal } = context;
  for (const warning of definition.warnings) say(warning);
  const { stacks, terraform, engine } = await prepare(context);
  await fetchProviders(context, stacks, terraform);
  const hostsOfClass = hostsRun(stacks, terraform, signal);
  const failures = hostsOfClass ? await bringUpHosts(context, hostsOfClass, options.hosts) : new Map<string, string>();
  const labs = new Labs({
    definition,
    terraform,
    stacks,
    hosts: await engineHosts(chosen, workspace),
    terraformOptions: options.labs ?? [],
    environment: await dockerHost(definition),
    ...(engine && { engine }),
    signal,
  });
  await labs.plan();
  reportConflicts(labs.all);
  await agree(labs.healthy, context);
  await labs.apply();
  return finish(context, labs, failures);
}

interface Prepared {
  readonly stacks: readonly SynthesizedStack[];
  readonly terraform: TerraformBinary;
  /** What runs on the Engine of target local. */
  readonly engine: EngineState | undefined;
}

/** Synthesizes, and sees whether this machine has what a deploy needs. Throws MachineError when it has not. */
async function prepare(context: CliContext): Promise<Prepared> {
  const { definition, workspace } = context;
  const local = definition.target.kind === "local";
  const prepared: { stacks: readonly SynthesizedStack[]; terraform?: TerraformBinary | undefined; engine?: EngineState | undefined } = {
    stacks: [],
  };
  const needs: Need[] = [];
  await progress([
    task("Class", async (_, setTitle) => {
      prepared.stacks = await synthesize(definition, workspace, workspace.outFolder);
      setTitle(`Class ${definition.name}: ${summary(context)}`);
    }),
    task("This machine", async (_, setTitle) => {
      const [found, reached] = await Promise.all([terraformNeed(), local ? engineNeed(definition, workspace) : sshNeed()]);
      prepared.terraform = found.terraform;
      prepared.engine = reached.engine;
      needs.push(nodeNeed(), found.need, reached.need, diskNeed());
      setTitle(`This machine: ${needs.map(({ name, found: what, state }) => `${name} ${state === "ok" ? what : state}`).join(", ")}`);
    }),
  ]);
  const terraform = prepared.terraform ?? (await offerTerraform(context, needs));
  const missing = needs.filter(({ name, state }) => state === "missing" && !(name === "Terraform" && terraform !== undefined));
  if (missing.length > 0 || !terraform) throw notReady(context, missing);
  return { stacks: prepared.stacks, terraform, engine: prepared.engine };
}

/** Throws MachineError when a provider is not to be had. */
async function fetchProviders(context: CliContext, stacks: readonly SynthesizedStack[], terraform: TerraformBinary): Promise<void> {
  const hosts = stacks.filter(({ id }) => id === hostsStackId);
  const [first, ...others] = stacks.filter(({ id }) => id !== hostsStackId);
  let need: Need | undefined;
  await progress([
    task("Providers", async (_, setTitle) => {
      need = await providerNeed([...hosts, ...(first ? [first] : [])], terraform, context.signal);
      if (first) shareChecksums(first, others);
      setTitle(`Providers: ${need?.state ?? "ok"}`);
    }),
  ]);
  if (need) throw notReady(context, [need]);
}

function summary({ definition }: CliContext): string {
  const { students, scenarios, target } = definition;
  return `${students.length} ${students.length === 1 ? "lab" : "labs"} of ${scenarios.map(({ spec, state }) => (state === "ready" ? `${spec.name} (ready)` : spec.name)).join(", ")} on target ${target.kind}`;
}

/** Where there is neither Terraform nor OpenTofu: fetches the pinned Terraform when the person agrees. */
async function offerTerraform(context: CliContext, needs: readonly Need[]): Promise<TerraformBinary | undefined> {
  const need = needs.find(({ name }) => name === "Terraform");
  if (process.env["LAB_TERRAFORM"] !== undefined || (!context.yes && !process.stdin.isTTY)) return undefined;
  if (!(await confirm(`${need?.found ?? ""}. Fetch Terraform from releases.hashicorp.com into .lab/bin?`, context))) return undefined;
  const { fetchTerraform } = await import("../terraform/fetch");
  await progress([
    task("Fetch Terraform", async () => {
      await fetchTerraform();
    }),
  ]);
  return (await terraformNeed()).terraform;
}

function notReady(context: CliContext, missing: readonly Need[]): MachineError {
  const { definition, workspace } = context;
  say(`The class is valid. It would make:`);
  for (const { spec, options, state } of definition.scenarios) {
    const { containers, images } = spec.uses(options);
    say(`  ${spec.name}: ${state === "ready" ? `images ${images.join(", ")}` : `containers ${containers.join(", ")}`}`);
  }
  say(`Its stacks as JSON: ${workspace.outFolder}/stacks`);
  return new MachineError(missing.map(({ name, found }) => `${name}: ${found}`).join("\n"), missing.map(({ fix }) => fix).join("\n"));
}

function reportConflicts(labs: readonly Lab[]): void {
  const blocked = labs.filter(({ conflicts }) => conflicts.length > 0);
  for (const { host, conflicts } of blocked) {
    for (const { what, fix } of conflicts) say(`${host.student}: ${what}.\n  Free it: ${fix}`);
  }
  if (blocked.length > 0 && blocked.length === labs.length)
    throw new FailedError("Nothing was changed: names or ports of the lab are taken", "Free them as said above, then: npx lab up");
}

async function agree(labs: readonly Lab[], context: CliContext): Promise<void> {
  const lost = labs.flatMap((lab) => losses(lab).map((loss) => `  ${lab.host.student}: ${loss}`));
  if (lost.length === 0) return;
  say(`What was written in these containers will be lost:\n${lost.join("\n")}`);
  if (!(await confirm("Go on?", context))) throw new InputError("Nothing was changed");
}

async function finish(context: CliContext, labs: Labs, failures: ReadonlyMap<string, string>): Promise<number> {
  const { chosen, signal } = context;
  for (const { host, started } of labs.all) {
    if (started.length > 0) say(`${host.student}: started again, as they had been stopped: ${started.join(", ")}`);
  }
  let statuses: LabStatus[] = [];
  await progress([
    task("Wait until everything answers", async () => {
      statuses = await Promise.all(chosen.students.map(({ name }) => finalStatus(name, labs, failures, context)));
    }),
  ]);
  writeStatus(context, statuses);
  const other = failures.get("");
  if (other !== undefined) say(other);
  if (signal.aborted) throw new FailedError("interrupted", "What was made is in the state: npx lab up goes on, npx lab down takes it away");
  const bad = statuses.filter((status) => !isWell(status));
  if (bad.length === 0 && other === undefined) {
    if (context.output === "table") result(nextCommands(context));
    return exitCode.ok;
  }
  const name = statuses.length === 1 ? "The lab" : `${bad.length} of ${statuses.length} labs`;
  throw new FailedError(`${name} did not come up whole`, "See the lines above; npx lab up goes on from here");
}

async function finalStatus(
  student: string,
  labs: Labs,
  failures: ReadonlyMap<string, string>,
  { chosen, signal }: CliContext,
): Promise<LabStatus> {
  const failure = failures.get(student);
  const lab = labs.all.find(({ host }) => host.student === student);
  const address = lab?.host.address ?? "-";
  const conflicts = lab?.conflicts.map(({ what }) => what).join("; ");
  const error = failure ?? (lab ? lab.error || conflicts : "has no host");
  if (error) return { student, address, error, ...(lab?.next !== undefined && { next: lab.next }), scenarios: [] };
  return lab
    ? labStatus(lab.host, chosen, { patience, signal, ...(lab.engine && { engine: lab.engine }) })
    : { student, address, scenarios: [] };
}

function nextCommands({ definition, workspace }: CliContext): string {
  const local = definition.target.kind === "local";
  return [
    "",
    ...(local
      ? [`Exercise files   ${workspace.exerciseFolder}`]
      : ["Hand out         npx lab cards, npx lab guide --all guides", "Log in           npx lab ssh STUDENT"]),
    "What runs        npx lab status",
    "What is done     npx lab check",
    "Take it away     npx lab down",
  ].join("\n");
}
