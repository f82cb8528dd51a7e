// What is to be removed: of a class and those that its lab.yaml described before, whole or of some students.
import { FailedError, InputError } from "../definition/errors";
import { suggestion } from "../definition/findings";
import { hostsStackId, labStackId, studentOfStack } from "../definition/names";
import { hostOf } from "../definition/seats";
import { isThisMachine, makesHosts } from "../definition/targets";
import { t } from "../language/translate";
import { isGone } from "../workspace/deployed";
import { type DeployedLab, hasLab } from "../workspace/record";
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

/**
 * Leaves out labs that lab.yaml alone knows, no record and no state, and that their Engines do not have. A host over SSH keeps more of a
 * class than an Engine shows, such as keys: it is asked only where this folder has seen the whole class gone.
 */
async function withoutAbsent(known: KnownClass, labs: readonly DeployedLab[], signal: AbortSignal): Promise<DeployedLab[]> {
  const inState = new Set(stateFiles(known.workspace).flatMap(({ stackId, condition }) => (condition === "empty" ? [] : [stackId])));
  const wasRemoved = isGone(known.workspace) && !inState.has(hostsStackId) && known.definition?.state === undefined;
  const isAsked = ({ target }: DeployedLab) => isThisMachine(target) || (wasRemoved && !makesHosts(target));
  const unsure = labs.filter((lab) => isAsked(lab) && !hasLab(known.record.labs, lab) && !inState.has(labStackId(lab.student)));
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
