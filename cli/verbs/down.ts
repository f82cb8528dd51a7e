// `lab down`: takes a class away, or some students' labs; also one whose lab.yaml is missing, changed or broken.
import { FailedError, InputError, MachineError } from "../../definition/errors";
import { suggestion } from "../../definition/findings";
import { hostsAtOnce } from "../../definition/limits";
import { hostsStackId } from "../../definition/names";
import { removeLabs, type Removal } from "../../deploy/down";
import { type AwsRemoval, endHosts, spent } from "../../deploy/down-aws";
import { forgetState } from "../../deploy/forget-state";
import { forgetRemoteState } from "../../deploy/remote-state";
import type { Failure, Reporter } from "../../deploy/session";
import { findStrangers } from "../../deploy/strangers";
import { synthesize } from "../../deploy/synthesize";
import { targetOf } from "../../deploy/targets";
import { findTerraform, noTerraform, type TerraformBinary } from "../../terraform/binary";
import { withLock } from "../../workspace/lock";
import { type DeployedLab, placeOf, readRecord, sameLab } from "../../workspace/record";
import { exitCode, type GlobalOptions } from "../context";
import { type KnownClass, knownClass, knownLabs } from "../known-class";
import { paint, result, say, table } from "../output";
import { terminalReporter } from "../reporter";
import { standingTable } from "../standing-table";

export interface DownOptions extends GlobalOptions {
  readonly purge?: boolean;
}

/** What is meant to go, of one class. */
interface Wish {
  readonly known: KnownClass;
  readonly labs: readonly DeployedLab[];
  readonly regions: readonly string[];
}

/** What became of one class. */
interface Gone {
  readonly known: KnownClass;
  readonly removals: readonly Removal[];
  readonly ended: readonly AwsRemoval[];
}

export async function down(options: DownOptions, signal: AbortSignal): Promise<number> {
  const known = knownClass(options.file);
  return withLock(known.workspace, "down", () => downLocked(known, options, signal));
}

async function downLocked(known: KnownClass, options: DownOptions, signal: AbortSignal): Promise<number> {
  const { on, purge = false, yes = false, output } = options;
  if (known.problem) say(`${known.problem.message}\nGoing by what was deployed of class ${known.name}.`);
  if (known.damaged)
    say(`${known.workspace.folder}/deployed.json is damaged: going by ${known.definition ? "lab.yaml and " : ""}Terraform's state.`);
  const wishes = await wishesOf(known, { on, purge, signal });
  const reporter = terminalReporter({ yes });
  const json = output === "json";
  if (wishes.every(({ labs, regions }) => labs.length === 0 && regions.length === 0)) {
    if (known.damaged)
      throw new FailedError(
        `It is not known what stands of class ${known.name}: its record is damaged, and neither lab.yaml nor Terraform's state says`,
        "Put lab.yaml back, then npx lab down again",
      );
    if (known.problem) throw known.problem;
    result(json ? JSON.stringify({ class: known.name, removals: [], regions: [] }) : `Nothing of class ${known.name} is deployed.`);
    return exitCode.ok;
  }
  if (!(await agree(wishes, reporter, { purge, on, signal }))) {
    if (json) result(JSON.stringify({ class: known.name, removals: [], regions: [], declined: true }));
    throw new FailedError("Nothing was changed");
  }
  const gone: Gone[] = [];
  for (const wish of wishes) gone.push(await takeAway(wish, { purge, on }, reporter, signal));
  return report(gone, { purge, on, json });
}

async function wishesOf(known: KnownClass, { on, purge, signal }: AgreeOptions): Promise<Wish[]> {
  // data is there after its lab has gone
  const standing = purge ? knownLabs(known) : await withoutAbsent(known, knownLabs(known), signal);
  const labs = select(standing, on, known);
  const own: Wish = { known, labs, regions: regionsOf(known, labs, on) };
  if (on !== undefined) return [own];
  const former = known.former.map((other) => ({ known: other, labs: other.record.labs, regions: regionsOf(other, other.record.labs, on) }));
  return [own, ...former];
}

/** Without labs that only lab.yaml knows and that this machine's Engine does not have. */
async function withoutAbsent(known: KnownClass, labs: readonly DeployedLab[], signal: AbortSignal): Promise<DeployedLab[]> {
  const unsure = labs.filter((lab) => lab.target.kind === "local" && !isRecorded(known, lab));
  if (unsure.length === 0 || !known.definition) return [...labs];
  const hosts = (await targetOf(known.definition, known.workspace).hosts()).filter(({ student }) =>
    unsure.some((lab) => lab.student === student),
  );
  const { standing, unknown } = await findStrangers(hosts, known.name, signal);
  return labs.filter((lab) => !unsure.includes(lab) || [...standing, ...unknown].includes(lab.student));
}

function isRecorded({ record }: KnownClass, lab: DeployedLab): boolean {
  return record.labs.some((other) => sameLab(other, lab));
}

function select(labs: readonly DeployedLab[], on: readonly string[] | undefined, { definition }: KnownClass): DeployedLab[] {
  if (on === undefined) return [...labs];
  const names = [...new Set([...labs.map(({ student }) => student), ...(definition?.students ?? []).map(({ name }) => name)])];
  for (const name of on) {
    if (!names.includes(name)) throw new InputError(`--on ${JSON.stringify(name)}: has no lab in this class${suggestion(name, names)}`);
  }
  return labs.filter(({ student }) => on.includes(student));
}

/** Regions whose hosts go: with --on, hosts stay as they are and only the labs on them go. */
function regionsOf({ record, definition }: KnownClass, labs: readonly DeployedLab[], on: readonly string[] | undefined): string[] {
  if (on !== undefined) return [];
  const own = definition?.target.kind === "aws" ? [definition.target.region] : [];
  return [...new Set([...record.regions, ...own, ...labs.flatMap(({ target }) => (target.kind === "aws" ? [target.region] : []))])];
}

interface AgreeOptions {
  readonly purge: boolean;
  readonly on: readonly string[] | undefined;
  readonly signal: AbortSignal;
}

/** Asks what has not been said by calling the command: all but a lab on this machine that was deployed from here. */
async function agree(wishes: readonly Wish[], reporter: Reporter, { purge, on, signal }: AgreeOptions): Promise<boolean> {
  for (const { known, labs, regions } of wishes) {
    const strangers = labs.filter((lab) => lab.target.kind !== "aws" && !isRecorded(known, lab));
    const isOwn = known === wishes[0]?.known;
    if (
      isOwn &&
      known.definition &&
      !purge &&
      regions.length === 0 &&
      strangers.length === 0 &&
      labs.every(({ target }) => target.kind === "local")
    )
      continue;
    if (labs.length === 0 && regions.length === 0) continue;
    if (!isOwn) reporter.note(`This lab.yaml was class ${known.name} before, which still stands: ${list(labs)}.`);
    const foreign = await ownersElsewhere(known, strangers, signal);
    if (foreign.length > 0)
      reporter.note(`Not deployed from this folder, so that another folder or somebody else may be using them: ${foreign.join(", ")}.`);
    const what = labs.length === 1 ? `the lab of ${labs[0]?.student ?? ""}` : `${labs.length} labs`;
    const ending =
      regions.length > 0 && on === undefined ? `, and end its EC2 hosts in ${regions.join(", ")} with all that is on them` : "";
    const question = `Take away ${what} of class ${known.name}${ending}${purge ? ", with the data of its databases" : ""}?`;
    if (!(await reporter.ask(question))) return false;
  }
  return true;
}

async function ownersElsewhere(
  { definition, workspace, name }: KnownClass,
  labs: readonly DeployedLab[],
  signal: AbortSignal,
): Promise<string[]> {
  if (labs.length === 0 || !definition) return [];
  const hosts = (await targetOf(definition, workspace).hosts()).filter(({ student }) => labs.some((lab) => lab.student === student));
  return [...(await findStrangers(hosts, name, signal)).standing];
}

function list(labs: readonly DeployedLab[]): string {
  return labs.map((lab) => `${lab.student} on ${placeOf(lab)}`).join(", ");
}

async function takeAway(
  { known, labs, regions }: Wish,
  { purge, on }: { readonly purge: boolean; readonly on: readonly string[] | undefined },
  reporter: Reporter,
  signal: AbortSignal,
): Promise<Gone> {
  const { name: className, workspace, definition } = known;
  // with --on, labs on EC2 go as those on any host; without, they go with their hosts
  const removed = on === undefined ? labs.filter(({ target }) => target.kind !== "aws") : labs;
  const ec2 = removed.some(({ target }) => target.kind === "aws") && definition?.target.kind === "aws";
  const forgetRemote = definition?.state && ((stackIds: readonly string[]) => forgetInS3(known, stackIds, signal));
  const removals = await removeLabs(
    removed,
    {
      ...{ className, workspace, signal, reporter, purge },
      ...(ec2 && { ec2Hosts: await targetOf(definition, workspace).hosts() }),
      ...(forgetRemote && { forgetRemote }),
    },
    hostsAtOnce,
  );
  const ended: AwsRemoval[] = [];
  for (const region of regions) {
    const { target } = definition ?? {};
    ended.push(
      await endHosts({
        ...{ className, workspace, signal, reporter, region },
        labs: labs.filter((lab) => lab.target.kind === "aws" && lab.target.region === region),
        ...(definition && target?.kind === "aws" && target.region === region && { definition: { whole: definition, target } }),
        terraform: await terraformOrThrow(),
      }),
    );
  }
  // the gates of machines that exist stand for nothing any more
  const { labs: left, regions: leftRegions } = readRecord(workspace).record;
  if (on === undefined && left.length === 0 && leftRegions.length === 0 && removals.every(({ failure }) => !failure) && ended.length === 0)
    await forgetState(workspace, [hostsStackId], forgetRemote);
  return { known, removals, ended };
}

async function terraformOrThrow(): Promise<TerraformBinary> {
  const terraform = await findTerraform();
  if (!terraform) throw noTerraform();
  return terraform;
}

async function forgetInS3({ definition, workspace }: KnownClass, stackIds: readonly string[], signal: AbortSignal): Promise<void> {
  if (!definition) throw new MachineError("the state in S3 cannot be changed without lab.yaml", "Mend lab.yaml, then npx lab down again");
  await forgetRemoteState(await synthesize(definition, workspace, workspace.outFolder), stackIds, await terraformOrThrow(), signal);
}

interface ReportOptions {
  readonly purge: boolean;
  readonly on: readonly string[] | undefined;
  readonly json: boolean;
}

async function report(gone: readonly Gone[], { purge, on, json }: ReportOptions): Promise<number> {
  const removals = gone.flatMap((one) => one.removals);
  const ended = gone.flatMap((one) => one.ended);
  const standing = removals.filter(({ failure }) => failure !== undefined);
  const resources = ended.flatMap((region) => region.standing);
  const failures = ended.flatMap((region) => region.failures);
  const cost = await costOf(gone[0]);
  const name = gone[0]?.known.name ?? "";
  if (json) result(JSON.stringify({ class: name, removals, regions: ended, ...(cost.text !== undefined && { cost: cost.text }) }, null, 2));
  for (const { student, freed } of removals) {
    if (freed.length > 0)
      say(`${student}: taken off the lab's network, otherwise untouched: ${freed.map((one) => one.replace("container ", "")).join(", ")}`);
  }
  const data = [...new Set(removals.filter(({ failure }) => !failure).flatMap((removal) => removal.data))];
  if (!purge && data.length > 0) say(`Data of containers is kept in ${data.join(", ")}; npx lab down --purge removes it.`);
  for (const { message, next } of [...failures, ...(cost.failure ? [cost.failure] : [])])
    say(next === undefined ? message : `${message}\n  ${next}`);
  if (standing.length === 0 && resources.length === 0 && failures.length === 0) {
    if (!json) result(paint("green", `${whatIsDown(gone, on)}${cost.text === undefined ? "" : ` ${cost.text}`}`));
    return exitCode.ok;
  }
  if (!json && standing.length > 0)
    result(
      table(
        ["student", "still stands", "what to do"],
        standing.map(({ student, failure }) => [student, failure?.message ?? "", failure?.next ?? ""]),
      ),
    );
  if (!json && resources.length > 0) result(standingTable(resources));
  throw new FailedError(
    [
      ...(standing.length > 0 ? [`${standing.length} of ${removals.length} ${removals.length === 1 ? "lab" : "labs"} still stand`] : []),
      ...(resources.length > 0 ? [`${resources.length} things of class ${name} still stand in AWS`] : []),
      ...(failures.length > 0 ? ["not all of it could be ended"] : []),
    ].join("; "),
    "What is known of them is kept: npx lab down again",
  );
}

function whatIsDown(gone: readonly Gone[], on: readonly string[] | undefined): string {
  const names = gone.map(({ known }) => known.name);
  if (on === undefined) return names.length === 1 ? `Class ${names[0] ?? ""} is down.` : `Classes ${names.join(", ")} are down.`;
  const students = gone.flatMap(({ removals }) => removals.map(({ student }) => student));
  return students.length === 1 ? `The lab of ${students[0] ?? ""} is down.` : `The labs of ${students.join(", ")} are down.`;
}

/** What a class on EC2 has cost. That it cannot be said is no reason to say that something stands. */
async function costOf(gone: Gone | undefined): Promise<{ text?: string; failure?: Failure }> {
  const { definition, workspace } = gone?.known ?? {};
  if (!definition || !workspace || definition.target.kind !== "aws" || gone?.ended.length === 0) return {};
  try {
    return { text: await spent({ whole: definition, target: definition.target }, workspace) };
  } catch (error) {
    return { failure: { message: `What it cost cannot be said: ${(error as Error).message}` } };
  }
}
