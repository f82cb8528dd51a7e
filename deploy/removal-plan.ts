// What is to be removed: of a class and those that its lab.yaml described before, whole or of some students.
import { FailedError, InputError } from "../definition/errors";
import { suggestion } from "../definition/findings";
import { labStackId, studentOfStack } from "../definition/names";
import { hostOf } from "../definition/seats";
import { isThisMachine, makesHosts } from "../definition/targets";
import { amount, counted } from "../language/counted";
import { t } from "../language/translate";
import { neverReady } from "../workspace/never-ready";
import { type DeployedLab, hasLab, placeName } from "../workspace/record";
import { looseSeats } from "../workspace/seats";
import { stateFiles } from "../workspace/state-files";
import type { Workspace } from "../workspace/workspace";
import { declaredLabs, type KnownClass, knownLabs, placesOn } from "./known-class";
import { askClouds, type OnCloud } from "./made-hosts";
import type { Removal } from "./removal";
import type { Reporter } from "./session";
import { findStrangers } from "./strangers";
import { cloudOf, targetOf } from "./targets";

/** What of one class is to be removed. */
export interface RemovalPlan {
  readonly known: KnownClass;
  readonly labs: readonly DeployedLab[];
  /** What the clouds have of it that it was on, or may have been. */
  readonly clouds: readonly OnCloud[];
  /** The hosts concerned, by name. @default all of the class, and its network */
  readonly hosts?: readonly string[];
}

export interface RemovalScope {
  /** The students concerned. @default the whole class, or those of `forget` where it names any */
  readonly on: readonly string[] | undefined;
  /** Students whose labs are forgotten where their Engines cannot be asked. */
  readonly forget: readonly string[];
  readonly purge: boolean;
  readonly signal: AbortSignal;
}

/** The only students concerned; undefined for the whole class. */
export function meantStudents({ on, forget }: Pick<RemovalScope, "on" | "forget">): readonly string[] | undefined {
  return on ?? (forget.length > 0 ? forget : undefined);
}

/**
 * The class's own plan, then those of its former names.
 * @throws InputError for a student who has no lab here.
 */
export async function planRemoval(known: KnownClass, scope: RemovalScope, reporter: Reporter): Promise<RemovalPlan[]> {
  const { on, forget, purge, signal } = scope;
  if (on === undefined && forget.length > 0) return planForgetting(known, forget);
  // data outlives its lab
  const standing = purge ? knownLabs(known) : await withoutAbsent(known, knownLabs(known), signal);
  const own: RemovalPlan = { known, labs: select(standing, on, known), ...(await foundOnClouds(known, on, reporter)) };
  if (on !== undefined) {
    refuseForgetting(forget, [own]);
    return [own];
  }
  const former: RemovalPlan[] = [];
  for (const other of known.former)
    former.push({ known: other, labs: other.record.labs, ...(await foundOnClouds(other, undefined, reporter)) });
  return [own, ...former];
}

/** For a student with several labs, those that lab.yaml no longer has. */
function planForgetting(known: KnownClass, forget: readonly string[]): RemovalPlan[] {
  const current = declaredLabs(known);
  const isCurrent = (lab: DeployedLab) => hasLab(current, lab);
  const plans = [known, ...known.former].map((one): RemovalPlan => {
    const labs = (one === known ? knownLabs(one) : one.record.labs).filter(({ student }) => forget.includes(student));
    const hasOther = ({ student }: DeployedLab) => labs.some((other) => other.student === student && !isCurrent(other));
    return { known: one, labs: labs.filter((lab) => !isCurrent(lab) || !hasOther(lab)), clouds: [] };
  });
  refuseForgetting(forget, plans);
  return plans;
}

/** What clouds have of a class that was there, or may have been. */
async function foundOnClouds(
  known: KnownClass,
  on: readonly string[] | undefined,
  reporter: Reporter,
): Promise<Pick<RemovalPlan, "clouds" | "hosts">> {
  const seats = looseSeats(known.workspace);
  const hosts = on?.map((student) => hostOf(student, seats));
  const clouds = await askClouds(known.workspace, (kind) => placesOn(kind, known), hosts);
  const silent = new Set(clouds.flatMap(({ there }) => there.silent));
  for (const reason of silent) reporter.note(t`Whether hosts of class ${known.name} stand in a cloud is not known: ${reason}`);
  return { clouds, ...(hosts && { hosts }) };
}

/** Whether a cloud has something of what is meant. */
export function hasHosts({ clouds }: RemovalPlan): boolean {
  return clouds.some(({ found }) => found.length > 0);
}

/**
 * Whether nothing stands of what is meant.
 * @throws FailedError where that is not known; InputError for a lab.yaml that cannot be read, and that nothing was deployed of.
 */
export function nothingStands(known: KnownClass, plans: readonly RemovalPlan[], { forget }: Pick<RemovalScope, "forget">): boolean {
  const lost = unknownLabs(known.workspace, []);
  const isForgetting = lost.some(({ student }) => forget.includes(student));
  if (isForgetting || plans.some((plan) => plan.labs.length > 0 || hasHosts(plan))) return false;
  if (known.damaged || lost.length > 0)
    throw new FailedError(
      t`It is not known what stands of class ${known.name}: there is state of it, and neither its record nor lab.yaml says where it is`,
      t`Put lab.yaml back, then npx lab down again`,
    );
  if (known.problem) throw known.problem;
  return true;
}

/** Leaves out labs that lab.yaml alone knows, no record and no state, and that their Engines do not have. */
async function withoutAbsent(known: KnownClass, labs: readonly DeployedLab[], signal: AbortSignal): Promise<DeployedLab[]> {
  const inState = new Set(stateFiles(known.workspace).flatMap(({ stackId, condition }) => (condition === "empty" ? [] : [stackId])));
  const unsure = labs.filter((lab) => !makesHosts(lab.target) && !hasLab(known.record.labs, lab) && !inState.has(labStackId(lab.student)));
  if (unsure.length === 0 || !known.definition) return [...labs];
  const hosts = (await targetOf(known.definition, known.workspace).hosts()).filter(({ student }) =>
    unsure.some((lab) => lab.student === student),
  );
  const { standing, unknown } = await findStrangers(hosts, known.name, signal);
  return labs.filter((lab) => !unsure.includes(lab) || [...standing, ...unknown].includes(lab.student));
}

function select(labs: readonly DeployedLab[], on: readonly string[] | undefined, { definition }: KnownClass): DeployedLab[] {
  if (on === undefined) return [...labs];
  const names = [...new Set([...labs.map(({ student }) => student), ...(definition?.students ?? []).map(({ name }) => name)])];
  for (const name of on) {
    if (!names.includes(name)) throw new InputError(t`--on ${JSON.stringify(name)}: has no lab in this class${suggestion(name, names)}`);
  }
  return labs.filter(({ student }) => on.includes(student));
}

function refuseForgetting(forget: readonly string[], plans: readonly RemovalPlan[]): void {
  const labs = plans.flatMap((plan) => plan.labs);
  const names = [
    ...new Set([
      ...plans.flatMap(({ known }) => knownLabs(known).map(({ student }) => student)),
      ...plans.flatMap(({ known, labs: own }) => unknownLabs(known.workspace, own).map(({ student }) => student)),
    ]),
  ];
  for (const name of forget) {
    if (!names.includes(name))
      throw new InputError(t`--forget ${JSON.stringify(name)}: has no lab in this class${suggestion(name, names)}`);
    const cloud = labs.flatMap(({ student, target }) => (student === name ? (cloudOf(target) ?? []) : []))[0];
    if (cloud)
      throw new InputError(
        t`--forget ${JSON.stringify(name)}: their host is in ${cloud.service}, which is asked itself`,
        t`npx lab down --on ${name} ends what there is of it`,
      );
  }
}

/** Labs known only from a state file: it is not known where they are, and nobody has seen them gone. */
export function unknownLabs(workspace: Workspace, known: readonly DeployedLab[]): Removal[] {
  return stateFiles(workspace).flatMap(({ stackId, path, condition }): Removal[] => {
    const student = studentOfStack(stackId);
    if (student === undefined || condition === "empty" || known.some((lab) => lab.student === student)) return [];
    const next = t`Put lab.yaml back, then npx lab down again; if it is gone: move ${path} away`;
    return [
      {
        ...{ student, removed: [], freed: [], left: [], kept: [], data: [] },
        failure: { message: t`it is not known where its lab is`, next },
        unseen: true,
      },
    ];
  });
}

/** Asks about everything that the command itself does not imply: all but a lab on this machine that was deployed from here. */
export async function agreeToRemoval(
  plans: readonly RemovalPlan[],
  reporter: Reporter,
  { purge, signal }: Pick<RemovalScope, "purge" | "signal">,
): Promise<boolean> {
  for (const plan of plans) {
    const { known, labs, clouds, hosts } = plan;
    const strangers = labs.filter((lab) => !makesHosts(lab.target) && !hasLab(known.record.labs, lab));
    const isOwn = known === plans[0]?.known;
    const isLocal = labs.every(({ target }) => isThisMachine(target));
    if (isOwn && known.definition && !purge && !hasHosts(plan) && strangers.length === 0 && isLocal) continue;
    if (labs.length === 0 && !hasHosts(plan)) continue;
    if (!isOwn) reporter.note(t`This lab.yaml was class ${known.name} before, which still stands: ${list(labs)}.`);
    const foreign = await ownersElsewhere(known, strangers, signal);
    if (foreign.length > 0)
      reporter.note(t`Not deployed from this folder, so that another folder or somebody else may be using them: ${foreign.join(", ")}.`);
    const made = madeLabs(plan);
    const what = made.length === 1 ? t`the lab of ${made[0]?.student ?? ""}` : amount(made.length, "lab");
    if (!(await reporter.ask(questionOf(what, known.name, hasHosts(plan) ? whatEnds(clouds, hosts) : undefined, purge)))) return false;
  }
  return true;
}

/** Labs on machines that were never ready do not stand; a class of such alone is asked about as a whole. */
function madeLabs({ known, labs }: RemovalPlan): readonly DeployedLab[] {
  const never = neverReady(known.workspace, known.record);
  const made = labs.filter((lab) => !hasLab(never, lab));
  return made.length === 0 ? labs : made;
}

function questionOf(what: string, className: string, ending: string | undefined, purge: boolean): string {
  if (ending === undefined)
    return purge ? t`Remove ${what} of class ${className}, with the data of its databases?` : t`Remove ${what} of class ${className}?`;
  return purge
    ? t`Remove ${what} of class ${className}, and end ${ending}, with the data of its databases?`
    : t`Remove ${what} of class ${className}, and end ${ending}?`;
}

/** The hosts that end, by name, and where. */
function whatEnds(clouds: readonly OnCloud[], hosts: readonly string[] | undefined): string {
  return clouds
    .filter(({ found }) => found.length > 0)
    .map((one) => whatEndsOn(one, hosts))
    .join(", ");
}

function whatEndsOn({ cloud, found }: OnCloud, hosts: readonly string[] | undefined): string {
  const names = found.flatMap(({ alive }) => alive).filter((name) => hosts?.includes(name) !== false);
  const where = found.map(({ region }) => region).join(", ");
  if (names.length === 0) return t`what is left of it in ${where}`;
  const ends = counted(names, cloud.host);
  return names.length === 1 ? t`${ends} in ${where} with all that is on it` : t`${ends} in ${where} with all that is on them`;
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
  return labs.map((lab) => t`${lab.student} on ${placeName(lab)}`).join(", ");
}
