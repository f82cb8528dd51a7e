// `lab down`: takes a class away, or some students' labs; also one whose lab.yaml is missing, changed or broken.
import { existsSync, readdirSync } from "node:fs";
import type { ClassDefinition } from "../../definition/class-definition";
import { FailedError, InputError, MachineError } from "../../definition/errors";
import { counted } from "../../definition/counted";
import { suggestion } from "../../definition/findings";
import { hostsAtOnce } from "../../definition/limits";
import { hostsStackId, labStackId, studentOfStack } from "../../definition/names";
import { hostOf } from "../../definition/seats";
import { classTerraform } from "../../deploy/class-terraform";
import { removeLabs } from "../../deploy/down";
import type { AwsRemoval, FoundInRegion } from "../../deploy/down-aws";
import { agreeToForget, forgotten } from "../../deploy/forget-lab";
import { forgetState } from "../../deploy/forget-state";
import { forgetRemoteState } from "../../deploy/remote-state";
import type { Removal } from "../../deploy/removal";
import type { Reporter } from "../../deploy/session";
import { findStrangers } from "../../deploy/strangers";
import { synthesize } from "../../deploy/synthesize";
import { targetOf } from "../../deploy/targets";
import { noTerraform, type TerraformBinary } from "../../terraform/binary";
import { withLock } from "../../workspace/lock";
import { type DeployedLab, placeOf, sameLab } from "../../workspace/record";
import { looseSeats } from "../../workspace/seats";
import { stateFiles } from "../../workspace/state-files";
import type { Workspace } from "../../workspace/workspace";
import { exitCode, type GlobalOptions } from "../context";
import { awsPlaces, type KnownClass, knownClass, knownLabs } from "../known-class";
import { collectBeforeDown } from "./collect";
import { paint, result, say, table } from "../output";
import { terminalReporter } from "../reporter";
import { standingTable } from "../standing-table";

export interface DownOptions extends GlobalOptions {
  readonly purge?: boolean;
  /** Students whose labs are forgotten where their Engines cannot be asked. */
  readonly forget?: readonly string[];
  /** Folder that the students' work is brought to before anything is taken away; true for one with the class's name. @default it is not */
  readonly collect?: string | true;
}

/** What is meant to go, of one class. */
interface Wish {
  readonly known: KnownClass;
  readonly labs: readonly DeployedLab[];
  /** What EC2 has of it, by region. */
  readonly aws: readonly FoundInRegion[];
  /** Regions that EC2 was asked about. */
  readonly asked: readonly string[];
  /** Hosts that are meant, by name. @default all of the class, and its network */
  readonly hosts?: readonly string[];
}

/** What became of one class. */
interface Gone {
  readonly known: KnownClass;
  readonly removals: readonly Removal[];
  readonly ended: readonly AwsRemoval[];
  /** What its hosts have cost. @default it had none that EC2 knew of */
  readonly cost?: string;
}

export async function down(options: DownOptions, signal: AbortSignal): Promise<number> {
  const known = await knownClass(options.file);
  return withLock(known.workspace, "down", () => downLocked(known, options, signal));
}

async function downLocked(known: KnownClass, options: DownOptions, signal: AbortSignal): Promise<number> {
  const { on, purge = false, forget = [], yes = false, output } = options;
  if (known.problem) say(`${known.problem.message}\nGoing by what was deployed of class ${known.name}.`);
  if (known.damaged)
    say(`${known.workspace.folder}/deployed.json is damaged: going by ${known.definition ? "lab.yaml and " : ""}Terraform's state.`);
  const wishes = await wishesOf(known, { on, purge, signal });
  refuseForgetting(forget, wishes);
  const reporter = terminalReporter({ yes });
  const json = output === "json";
  const lost = unknownLabs(known.workspace, []);
  const isForgetting = lost.some(({ student }) => forget.includes(student));
  if (!isForgetting && wishes.every(({ labs, aws }) => labs.length === 0 && aws.length === 0)) {
    if (known.damaged || lost.length > 0)
      throw new FailedError(
        `It is not known what stands of class ${known.name}: there is state of it, and neither its record nor lab.yaml says where it is`,
        "Put lab.yaml back, then npx lab down again",
      );
    if (known.problem) throw known.problem;
    result(json ? JSON.stringify({ class: known.name, removals: [], regions: [] }) : `Nothing of class ${known.name} is deployed.`);
    return exitCode.ok;
  }
  const { collect } = options;
  const isCollected = collect === undefined || (await collectBeforeDown(known, { on, folder: collect }, reporter, signal));
  if (!isCollected || !(await agree(wishes, reporter, { purge, on, signal }))) {
    if (json) result(JSON.stringify({ class: known.name, removals: [], regions: [], declined: true }));
    throw new FailedError("Nothing was changed");
  }
  const gone: Gone[] = [];
  for (const wish of wishes) gone.push(await takeAway(wish, { purge, on, forget }, reporter, signal));
  return report(gone, { purge, on, json });
}

async function wishesOf(known: KnownClass, { on, purge, signal }: AgreeOptions): Promise<Wish[]> {
  // data is there after its lab has gone
  const standing = purge ? knownLabs(known) : await withoutAbsent(known, knownLabs(known), signal);
  const labs = select(standing, on, known);
  const own: Wish = { known, labs, ...(await foundInAws(known, on)) };
  if (on !== undefined) return [own];
  const former: Wish[] = [];
  for (const other of known.former) former.push({ known: other, labs: other.record.labs, ...(await foundInAws(other, undefined)) });
  return [own, ...former];
}

/** What EC2 has of a class that was there, or may have been. The SDK is loaded for such a class alone. */
async function foundInAws(known: KnownClass, on: readonly string[] | undefined): Promise<Pick<Wish, "aws" | "asked" | "hosts">> {
  const places = awsPlaces(known);
  if (!places) return { aws: [], asked: [] };
  const { findInAws } = await import("../../deploy/down-aws");
  const { found, asked, silent } = await findInAws(known.name, known.workspace, places);
  for (const reason of new Set(silent)) say(`Whether hosts of class ${known.name} stand there is not known: ${reason}`);
  if (on === undefined) return { aws: found, asked };
  const seats = looseSeats(known.workspace);
  const hosts = on.map((student) => hostOf(student, seats));
  return {
    asked,
    aws: found.filter(({ instances }) => instances.some(({ host, state }) => hosts.includes(host) && state !== "terminated")),
    hosts,
  };
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

/** @throws InputError for a student who has no lab here that could be forgotten. */
function refuseForgetting(forget: readonly string[], wishes: readonly Wish[]): void {
  const labs = wishes.flatMap((wish) => wish.labs);
  const names = [
    ...new Set([
      ...labs.map(({ student }) => student),
      ...wishes.flatMap(({ known, labs: own }) => unknownLabs(known.workspace, own).map(({ student }) => student)),
    ]),
  ];
  for (const name of forget) {
    if (!names.includes(name))
      throw new InputError(`--forget ${JSON.stringify(name)}: has no lab that is taken away${suggestion(name, names)}`);
    if (labs.some(({ student, target }) => student === name && target.kind === "aws"))
      throw new InputError(
        `--forget ${JSON.stringify(name)}: their host is in EC2, which is asked itself`,
        "npx lab down ends what there is of it",
      );
  }
}

interface AgreeOptions {
  readonly purge: boolean;
  readonly on: readonly string[] | undefined;
  readonly signal: AbortSignal;
}

/** Asks what has not been said by calling the command: all but a lab on this machine that was deployed from here. */
async function agree(wishes: readonly Wish[], reporter: Reporter, { purge, signal }: AgreeOptions): Promise<boolean> {
  for (const { known, labs, aws, hosts } of wishes) {
    const strangers = labs.filter((lab) => lab.target.kind !== "aws" && !isRecorded(known, lab));
    const isOwn = known === wishes[0]?.known;
    if (
      isOwn &&
      known.definition &&
      !purge &&
      aws.length === 0 &&
      strangers.length === 0 &&
      labs.every(({ target }) => target.kind === "local")
    )
      continue;
    if (labs.length === 0 && aws.length === 0) continue;
    if (!isOwn) reporter.note(`This lab.yaml was class ${known.name} before, which still stands: ${list(labs)}.`);
    const foreign = await ownersElsewhere(known, strangers, signal);
    if (foreign.length > 0)
      reporter.note(`Not deployed from this folder, so that another folder or somebody else may be using them: ${foreign.join(", ")}.`);
    const what = labs.length === 1 ? `the lab of ${labs[0]?.student ?? ""}` : `${labs.length} labs`;
    const ending = aws.length === 0 ? "" : `, and end ${whatEnds(aws, hosts)}`;
    const question = `Take away ${what} of class ${known.name}${ending}${purge ? ", with the data of its databases" : ""}?`;
    if (!(await reporter.ask(question))) return false;
  }
  return true;
}

/** The EC2 hosts that end, by name, and where. */
function whatEnds(aws: readonly FoundInRegion[], hosts: readonly string[] | undefined): string {
  const names = aws.flatMap(({ alive }) => alive).filter((name) => hosts?.includes(name) !== false);
  const where = aws.map(({ region }) => region).join(", ");
  if (names.length === 0) return `what is left of it in ${where}`;
  return `${counted(names, "EC2 host")} in ${where} with all that is on ${names.length === 1 ? "it" : "them"}`;
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
  { known, labs, aws, asked, hosts }: Wish,
  { purge, on, forget }: { readonly purge: boolean; readonly on: readonly string[] | undefined; readonly forget: readonly string[] },
  reporter: Reporter,
  signal: AbortSignal,
): Promise<Gone> {
  const { name: className, workspace, definition } = known;
  const forgetRemote = definition?.state && ((stackIds: readonly string[]) => forgetInS3(known, stackIds, signal));
  const remote = forgetRemote && { forgetRemote };
  const onEc2 = labs.filter(({ target }) => target.kind === "aws");
  const removals = await removeLabs(
    labs.filter((lab) => !onEc2.includes(lab)),
    { className, workspace, signal, reporter, purge, forget, ...remote },
    hostsAtOnce,
  );
  const places = awsPlaces(known);
  // of a class that EC2 was only searched for, and has not, what is known elsewhere is kept
  if (places && (places.regions.length > 0 || aws.length > 0)) {
    const { endHosts, spent } = await import("../../deploy/down-aws");
    const ended = await endHosts(aws, { className, workspace, signal, reporter, asked, labs: onEc2, ...remote, ...(hosts && { hosts }) });
    const cost = await spent(aws, known).catch((error: unknown) => `What it cost cannot be said: ${(error as Error).message}`);
    return { known, removals, ended, ...(cost !== undefined && { cost }) };
  }
  if (on !== undefined) return { known, removals, ended: [] };
  const unknown: Removal[] = [];
  for (const lab of unknownLabs(workspace, labs)) {
    if (!forget.includes(lab.student) || !(await agreeToForget(lab, "a machine that is not known", { className, reporter })))
      unknown.push(lab);
    else {
      await forgetState(workspace, [labStackId(lab.student)], forgetRemote);
      unknown.push(forgotten(lab));
    }
  }
  // the gates of machines that exist stand for nothing any more
  if ([...removals, ...unknown].every(({ failure }) => !failure)) await forgetState(workspace, [hostsStackId], forgetRemote);
  return { known, removals: [...removals, ...unknown], ended: [] };
}

/** Labs of which there is nothing but a state: where they are is not known, and nobody has seen them gone. */
function unknownLabs(workspace: Workspace, known: readonly DeployedLab[]): Removal[] {
  return stateFiles(workspace).flatMap(({ stackId, path, condition }): Removal[] => {
    const student = studentOfStack(stackId);
    if (student === undefined || condition === "empty" || known.some((lab) => lab.student === student)) return [];
    const next = `Put lab.yaml back, then npx lab down again; if it is gone: move ${path} away`;
    return [
      {
        ...{ student, removed: [], freed: [], left: [], data: [] },
        failure: { message: "it is not known where its lab is", next },
        unseen: true,
      },
    ];
  });
}

async function terraformOrThrow(definition: ClassDefinition | undefined, region?: string): Promise<TerraformBinary> {
  const terraform = await classTerraform(definition, region);
  if (!terraform) throw noTerraform();
  return terraform;
}

async function forgetInS3({ definition, workspace }: KnownClass, stackIds: readonly string[], signal: AbortSignal): Promise<void> {
  if (!definition)
    throw new MachineError("the state in S3 cannot be changed without lab.yaml", "Correct lab.yaml, then npx lab down again");
  await forgetRemoteState(
    await synthesize(definition, workspace, workspace.outFolder),
    stackIds,
    await terraformOrThrow(definition),
    signal,
  );
}

interface ReportOptions {
  readonly purge: boolean;
  readonly on: readonly string[] | undefined;
  readonly json: boolean;
}

function report(gone: readonly Gone[], { purge, on, json }: ReportOptions): number {
  const removals = gone.flatMap((one) => one.removals);
  const ended = gone.flatMap((one) => one.ended);
  const standing = removals.filter(({ failure }) => failure !== undefined);
  const resources = ended.flatMap((region) => region.standing);
  const failures = ended.flatMap((region) => region.failures);
  const cost = gone.flatMap((one) => one.cost ?? []).join(" ");
  const name = gone[0]?.known.name ?? "";
  if (json) result(JSON.stringify({ class: name, removals, regions: ended, ...(cost !== "" && { cost }) }, null, 2));
  for (const { student, freed } of removals) {
    if (freed.length > 0)
      say(`${student}: taken off the lab's network, otherwise untouched: ${freed.map((one) => one.replace("container ", "")).join(", ")}`);
  }
  const data = [...new Set(removals.filter(({ failure, forgotten }) => !failure && !forgotten).flatMap((removal) => removal.data))];
  if (!purge && data.length > 0) say(`Data of containers is kept in ${data.join(", ")}; npx lab down --purge removes it.`);
  for (const { message, next } of failures) say(next === undefined ? message : `${message}\n  ${next}`);
  if (standing.length === 0 && resources.length === 0 && failures.length === 0) {
    if (purge && on === undefined) for (const { known } of gone) sayKept(known.workspace);
    if (!json) result(paint("green", `${whatIsDown(gone, on)}${cost === "" ? "" : ` ${cost}`}`));
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
      ...standingLabs(standing, removals.length),
      ...(resources.length > 0 ? [`${resources.length} things of class ${name} still stand in AWS`] : []),
      ...(failures.length > 0 ? ["not all of it could be ended"] : []),
    ].join("; "),
    `What is known of them is kept: npx lab down tries again${goneForGood(standing)}`,
  );
}

/** Data is gone with --purge, and the rest of the class's folder is not. */
function sayKept({ folder }: Workspace): void {
  // the lock is this command's own
  const kept = existsSync(folder) ? readdirSync(folder).filter((name) => !["lock.json", "guard"].includes(name)) : [];
  if (kept.length > 0)
    say(
      `Kept in ${folder}: ${kept.sort().join(", ")} (docs/hand-over.md says what each is). Remove the folder when the class does not come back.`,
    );
}

function goneForGood(standing: readonly Removal[]): string {
  const unseen = standing.filter((removal) => removal.unseen).map(({ student }) => student);
  return unseen.length === 0 ? "" : `. Of a machine that is gone for good: npx lab down --forget ${unseen.join(",")}`;
}

function standingLabs(standing: readonly Removal[], all: number): string[] {
  if (standing.length === 0) return [];
  if (standing.length === 1) return [`The lab of ${standing[0]?.student ?? ""} still stands`];
  return [`${standing.length} of ${all} labs still stand`];
}

/** What was forgotten is not down: nobody has seen it gone. */
function whatIsDown(gone: readonly Gone[], on: readonly string[] | undefined): string {
  const left = gone.flatMap(({ removals }) => removals.filter((removal) => removal.forgotten).map(({ student }) => student));
  const isForgotten = left.length === 0 ? "" : ` Forgotten, and nobody has seen it gone: the lab of ${left.join(", ")}.`;
  const names = gone.map(({ known }) => known.name);
  const students = [...new Set(on)].filter((student) => !left.includes(student));
  if (on !== undefined && students.length === 0) return isForgotten.trim();
  const down = on === undefined ? counting("Class", "Classes", names) : counting("The lab of", "The labs of", students);
  return `${down} down${left.length > 0 && on === undefined ? ", but for what was forgotten" : ""}.${isForgotten}`;
}

function counting(one: string, several: string, names: readonly string[]): string {
  return names.length === 1 ? `${one} ${names[0] ?? ""} is` : `${several} ${names.join(", ")} are`;
}
