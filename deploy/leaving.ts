// What was deployed and is not in lab.yaml any more: students, machines, a target or region, a name of the class. Listed, asked about, removed.
import { counted } from "../language/counted";
import { FailedError, MachineError } from "../definition/errors";
import { hostsAtOnce } from "../definition/limits";
import { labStackId } from "../definition/names";
import { isThisMachine, makesHosts, regionOf } from "../definition/targets";
import { t } from "../language/translate";
import type { LabClass } from "../stacks/scenarios/scenario";
import { deployed, formerClasses } from "../workspace/deployed";
import { neverReady } from "../workspace/never-ready";
import { changeRecord, type ClassRecord, type DeployedLab, hasLab, placeName, regionOfLab, withoutLabs } from "../workspace/record";
import type { Workspace } from "../workspace/workspace";
import { removeLabs } from "./down";
import { forgetState } from "./forget-state";
import { askClouds, cloudsOf, endMadeHosts, type OnCloud, placesIn, servicesOf } from "./made-hosts";
import type { Removal } from "./removal";
import type { Failure, Session } from "./session";
import { cloudOf, targetOf, wishedLabs } from "./targets";
import type { ClassTarget } from "./targets/class-target";
import type { Cloud } from "./targets/cloud";

/** Something of a class that lab.yaml does not have any more. */
interface Leaving {
  readonly workspace: Workspace;
  readonly labs: readonly DeployedLab[];
  /** Regions in which its hosts are. */
  readonly regions: readonly string[];
  /** What the clouds have of it there. */
  readonly clouds: readonly OnCloud[];
}

/**
 * Forgets labs that lab.yaml does not have any more and whose machines were never ready: nothing was made of them.
 * Returns the record without any lab that was never ready, also of those that lab.yaml has.
 */
export function forgetNeverReady(session: Pick<Session, "definition" | "workspace" | "reporter">, record: ClassRecord): ClassRecord {
  const { workspace, reporter } = session;
  const wished = wishedLabs(session.definition, session.workspace);
  const never = neverReady(workspace, record);
  const gone = never.filter((lab) => !hasLab(wished, lab));
  if (gone.length === 0) return withoutLabs(record, never);
  changeRecord(workspace, (before) => withoutLabs(before, gone));
  const labs = gone.map((lab) => t`the lab of ${lab.student} on ${placeName(lab)}`).join(", ");
  reporter.note(t`No longer in lab.yaml, and forgotten because nothing was made on a machine that was never ready: ${labs}`);
  return withoutLabs(record, never);
}

/** A student who was renamed has a key under the new name. */
export function handedOut(): string {
  return t`What was handed out to these students opens nothing then; npx lab handout makes new ones for those who were renamed.`;
}

/** Students of the class's own region who left the roster: their hosts end with the plan of the hosts. */
export function endingWithHosts({ definition, workspace }: Pick<Session, "definition" | "workspace">, record: ClassRecord): DeployedLab[] {
  const region = regionOf(definition.target);
  if (region === undefined) return [];
  const wished = wishedLabs(definition, workspace);
  return record.labs.filter((lab) => regionOfLab(lab) === region && !hasLab(wished, lab));
}

/**
 * Removes what lab.yaml does not have any more, when the person agrees; else it stays on record. Returns what could not be removed.
 * @throws FailedError where the rest cannot go on beside it.
 */
export async function removeLeaving(session: Session, record: ClassRecord): Promise<Failure[]> {
  const { reporter, signal, workspace, definition } = session;
  const leaving = await findLeaving(session, record);
  if (leaving.length === 0) return [];
  const lines = leaving.flatMap((one) => describe(one, workspace));
  if (lines.length > 0) reporter.note(leavingHeading(lines));
  if (leaving.some(({ labs }) => labs.some(({ target }) => !isThisMachine(target))) && lines.length > 0) reporter.note(handedOut());
  // where there are no lines, everything has ended by itself, and only the record is left
  if (lines.length > 0 && !(await reporter.ask(t`Remove them? Their data folders stay.`))) {
    // one state holds the hosts of a class: it would lose those of another region or target
    const ownElsewhere = leaving.some((one) => one.workspace === workspace && one.regions.length > 0);
    // hosts under the former name run and cost: others would be made beside them
    const formerRuns = leaving.some(
      (one) => one.workspace !== workspace && one.clouds.some(({ found }) => found.some(({ alive }) => alive.length > 0)),
    );
    if ((ownElsewhere && !isThisMachine(definition.target)) || (formerRuns && makesHosts(definition.target)))
      throw new FailedError(
        t`Nothing was changed: the hosts in ${servicesOf(leaving.flatMap(({ regions }) => regions))} go first`,
        t`npx lab down removes them, or change lab.yaml back; a second class needs a folder of its own`,
      );
    reporter.note(t`They stay as they are, and on record: npx lab down removes them.`);
    return [];
  }
  const failures: Failure[] = [];
  for (const { workspace: own, labs, regions, clouds } of leaving) {
    const options = { className: own.className, workspace: own, signal, reporter };
    const removals = await removeLabs(
      labs.filter(({ target }) => !makesHosts(target)),
      { ...options, purge: false },
      hostsAtOnce,
    );
    failures.push(...removals.flatMap(failuresOf));
    if (regions.length === 0) continue;
    const onClouds = await endMadeHosts(clouds, { ...options, labs: labs.filter(({ target }) => makesHosts(target)) });
    const ended = onClouds.flatMap(({ removals }) => removals);
    const standing = ended.flatMap((one) => one.standing);
    if (standing.length > 0)
      throw new FailedError(
        standing.length === 1
          ? t`1 thing of class ${options.className} still stands in ${regions.join(", ")}`
          : t`${standing.length} things of class ${options.className} still stand in ${regions.join(", ")}`,
        t`npx lab down removes them`,
      );
    failures.push(...ended.flatMap((one) => one.failures));
  }
  return failures;
}

/** What `lab up` would remove, in the words of its question: a line each. What a cloud does not say is a line too. */
export async function leavingLines(
  session: Pick<Session, "definition" | "workspace">,
  target: ClassTarget = targetOf(session.definition, session.workspace),
): Promise<string[]> {
  const { definition, workspace } = session;
  const { record } = deployed(workspace);
  try {
    const leaving = await findLeaving(session, withoutLabs(record, neverReady(workspace, record)));
    return [...leaving.flatMap((one) => describe(one, workspace)), ...(await endingInOwnRegion(definition, target))];
  } catch (error) {
    if (!(error instanceof FailedError || error instanceof MachineError)) throw error;
    const regions = [record, ...formerClasses(workspace).map((other) => deployed(other).record)].flatMap((one) => one.regions);
    const own = cloudOf(definition.target);
    const names = new Set([...(own ? [own] : []), ...cloudsOf(regions)].map(({ name }) => name));
    return [t`what of it is in ${[...names].join(", ")} is not known: ${error.message}`];
  }
}

/** The lines for somebody who only looks, as with `lab status`. */
export function leavingNote(lines: readonly string[]): string {
  return `${leavingHeading(lines)}\n  ${t`npx lab up asks whether to remove them; npx lab down removes the whole class`}`;
}

function leavingHeading(lines: readonly string[]): string {
  return t`Deployed before, and not in lab.yaml any more:\n${lines.map((line) => `  ${line}`).join("\n")}`;
}

/** Hosts that end with the plan of the hosts, as their cloud itself has them. */
async function endingInOwnRegion({ target }: LabClass, { endingHosts }: ClassTarget): Promise<string[]> {
  const [region, cloud] = [regionOf(target), cloudOf(target)];
  const alive = (await endingHosts?.()) ?? [];
  return region === undefined || !cloud || alive.length === 0 ? [] : [hostsLine(alive, region, cloud)];
}

function hostsLine(alive: readonly string[], region: string, { host }: Cloud): string {
  const which = counted(alive, host);
  return alive.length === 1 ? t`${which} in ${region}, with all that is on it` : t`${which} in ${region}, with all that is on them`;
}

function failuresOf({ student, failure, unseen }: Removal): Failure[] {
  if (!failure) return [];
  const forget = unseen ? [t`If that machine is gone for good: npx lab down --forget ${student}`] : [];
  const next = [...(failure.next === undefined ? [] : [failure.next]), ...forget].join("\n  ");
  return [{ message: `${student}: ${failure.message}`, ...(next !== "" && { next }) }];
}

/** Forgets students whose hosts have ended with the plan of the hosts. */
export async function forgetEnded({ workspace }: Session, labs: readonly DeployedLab[]): Promise<void> {
  if (labs.length === 0) return;
  await forgetState(
    workspace,
    labs.map(({ student }) => labStackId(student)),
  );
  changeRecord(workspace, (before) => withoutLabs(before, labs));
}

async function findLeaving(session: Pick<Session, "definition" | "workspace">, record: ClassRecord): Promise<Leaving[]> {
  const { definition, workspace } = session;
  const wished = wishedLabs(session.definition, session.workspace);
  const ending = endingWithHosts(session, record);
  const ownRegion = regionOf(definition.target);
  const own = {
    workspace,
    labs: record.labs.filter((lab) => !hasLab(wished, lab) && !hasLab(ending, lab)),
    regions: record.regions.filter((region) => region !== ownRegion),
  };
  const former = formerClasses(workspace).map((other) => {
    const { labs, regions } = deployed(other).record;
    return { workspace: other, labs, regions };
  });
  const leaving = [own, ...former].filter(({ labs, regions }) => labs.length > 0 || regions.length > 0);
  return Promise.all(leaving.map(async (one): Promise<Leaving> => ({ ...one, clouds: await standingThere(one) })));
}

/** The clouds themselves are asked: what is on record may have ended. */
async function standingThere({ workspace, regions }: Pick<Leaving, "workspace" | "regions">): Promise<OnCloud[]> {
  return askClouds(workspace, (kind) => placesIn(regions, kind));
}

function describe({ workspace: { className }, labs, clouds }: Leaving, own: Workspace): string[] {
  const lines = [
    ...labs.map((lab) => t`the lab of ${lab.student} on ${placeName(lab)}`),
    ...clouds.flatMap(({ cloud, found }) =>
      found.map(({ region, alive }) => (alive.length === 0 ? t`the network of hosts in ${region}` : hostsLine(alive, region, cloud))),
    ),
  ];
  return className === own.className ? lines : lines.map((line) => t`class ${className}, as it was called before: ${line}`);
}
