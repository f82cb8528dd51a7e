// Brings a class up: from synthesized stacks to labs that answer.
import pLimit from "p-limit";
import { equalFailures } from "../definition/equal-failures";
import { FailedError, InputError } from "../definition/errors";
import { hostsAtOnce } from "../definition/limits";
import { hostsStackId } from "../definition/names";
import { hostOf, type Seats } from "../definition/seats";
import { isThisMachine, makesHosts, regionOf } from "../definition/targets";
import type { Host } from "../engine/host";
import { withoutEngine } from "../engine/promise";
import { isWell, labStatus, type LabStatus, type ScenarioStatus } from "../engine/status";
import { noHost } from "../engine/student-host";
import { t } from "../language/translate";
import type { LabClass } from "../stacks/scenarios/scenario";
import type { TerraformBinary } from "../terraform/binary";
import type { SynthesizedStack } from "../terraform/run";
import { damageNote, deployed, formerClasses } from "../workspace/deployed";
import { changeRecord, type ClassRecord, type DeployedLab, hasLab, readRecord, withLabs } from "../workspace/record";
import { readSeats } from "../workspace/seats";
import { bringUpHosts } from "./hosts";
import { destructiveChanges } from "./lab-changes";
import { applyLabs, type DeployedLabReport, isFailed, type PerStudent, type PlannedLab, planLabs } from "./labs";
import { endingWithHosts, forgetEnded, forgetNeverReady, handedOut, removeLeaving } from "./leaving";
import { servicesOf } from "./made-hosts";
import { type Failure, type HostFailures, type Session, valueOf } from "./session";
import { awaitTerraform } from "./running-terraform";
import { refuseDamagedState } from "./sound-state";
import { targetOf } from "./targets";
import type { ClassTarget } from "./targets/class-target";
import { interrupted } from "./terraform-failed";

/** Seconds that a scenario may take to answer after its containers are healthy. */
const answerTimeout = 60;

export interface UpOptions {
  readonly terraform: TerraformBinary;
  readonly stacks: readonly SynthesizedStack[];
  /** Stacks that run at once. */
  readonly concurrent: number;
  /** Whether the hosts of all students are brought up, and not only those of the students that are meant. @default false */
  readonly allHosts?: boolean;
  /** Scenarios that are meant; the others are left as they are. @default all of the class */
  readonly scenarios?: readonly string[];
  /** Options for `terraform plan`, of the labs' stacks and of the hosts'. @default none */
  readonly terraformOptions?: {
    /** @default none */
    readonly labs?: readonly string[];
    /** @default none */
    readonly hosts?: readonly string[];
  };
  /** Called when all questions are answered and hosts are about to be changed. @default nothing is called */
  readonly onAgreed?: () => void;
}

export interface UpReport {
  /** In the roster's order. */
  readonly labs: readonly LabStatus[];
  /** What failed and belongs to no student. */
  readonly others: readonly Failure[];
}

/** @throws FailedError or InputError when nothing was changed, or when it was interrupted. */
export async function up(session: Session, options: UpOptions): Promise<UpReport> {
  const { definition, chosen, workspace, signal } = session;
  await awaitTerraform(session);
  refuseDamagedState(session);
  const damage = damageNote(workspace, { withLabFile: true });
  if (damage !== undefined) session.reporter.note(damage);
  const target = targetOf(definition, workspace);
  const { record } = deployed(workspace);
  // nothing is known yet of a machine that was never ready
  const before = forgetNeverReady(session, record);
  const isWhole = chosen.students.length === definition.students.length;
  if (!isWhole) refuseHostsElsewhere(session, before.regions);
  const leaving = isWhole ? await removeLeaving(session, before) : [];
  const formers = formerClasses(workspace).map(({ className }) => className);
  const wished = chosen.students.map(({ name }) => target.deployedLab(name));
  const isNew = (lab: DeployedLab) => lab.machine !== undefined && !hasLab(before.labs, lab);
  // what was removed just now is not on record any more
  changeRecord(workspace, (now) => {
    const { labFile } = workspace;
    const known = readRecord(workspace).damaged ? before : now;
    const since = new Date().toISOString();
    const labs = wished.map((lab): DeployedLab => ({ ...lab, since, ...(isNew(lab) && { untouched: true }) }));
    return { ...withLabs(known, labs), ...(labFile !== undefined && { labFile }) };
  });
  const failures = await hostsUp(session, before, options, isWhole);
  const wanted = new Set(chosen.students.map(({ name }) => name));
  const seats = readSeats(definition, workspace);
  const hosts = (await target.hosts()).filter(({ student }) => wanted.has(student));
  const planned = await planLabs(session, {
    ...options,
    // a host that is not ready would only be waited for once more
    hosts: hosts.filter(({ student }) => !failures.byHost.has(hostOf(student, seats))),
    terraformOptions: options.terraformOptions?.labs ?? [],
    before,
    formerClasses: formers,
  });
  const free = reportConflicts(planned, session);
  await agree(free, session);
  const deployedLabs = await applyLabs(session, free, options);
  for (const [student, lab] of deployedLabs) {
    if (isFailed(lab)) continue;
    const [started, connected] = [lab.started.join(", "), lab.connected.join(", ")];
    if (started !== "") session.reporter.note(t`${student}: started again, because they had been stopped: ${started}`);
    if (connected !== "") session.reporter.note(t`${student}: connected again, as they had been taken off all networks: ${connected}`);
  }
  const labs = await finalStatus(session, {
    target: targetOf(definition, workspace),
    ...{ hosts, failures, planned, deployed: deployedLabs, scenarios: options.scenarios },
  });
  if (signal.aborted) throw interrupted();
  return { labs, others: [...leaving, ...failures.others, ...ofNobody(failures, definition, seats)] };
}

/** With --on, the hosts of another region or name cannot be removed first. */
function refuseHostsElsewhere({ definition: { target }, workspace }: Session, regions: readonly string[]): void {
  if (isThisMachine(target)) return;
  const former = makesHosts(target) ? formerClasses(workspace).find((one) => deployed(one).record.regions.length > 0) : undefined;
  if (former)
    throw new InputError(
      t`This class was called ${former.className} before, and its ${servicesOf(deployed(former).record.regions)} hosts have not been removed`,
      t`npx lab up without --on first, or npx lab down`,
    );
  const own = regionOf(target);
  const other = regions.filter((region) => region !== own);
  if (other.length > 0)
    throw new InputError(
      t`The class has ${servicesOf(other)} hosts in ${other.join(", ")}, which lab.yaml does not name any more`,
      t`npx lab up without --on first`,
    );
}

async function hostsUp(session: Session, before: ClassRecord, options: UpOptions, isWhole: boolean): Promise<HostFailures> {
  const { definition, chosen, workspace, signal } = session;
  const stack = options.stacks.find(({ id }) => id === hostsStackId);
  if (!stack) return { byHost: new Map(), others: [] };
  const target = targetOf(definition, workspace);
  const now = readSeats(definition, workspace);
  const seats = session.seats ?? now;
  const isMeant = (student: string) => options.allHosts === true || chosen.students.some(({ name }) => name === student);
  const known = (await target.hosts()).filter(
    ({ student }) =>
      isMeant(student) &&
      // a seat that is only about to be taken has passed no gate yet
      hostOf(student, seats) === hostOf(student, now) &&
      hasLab(before.labs, target.deployedLab(student)),
  );
  const broken = await withoutEngine(known, signal);
  if (broken.length > 0) session.reporter.note(t`No Docker Engine answers any more, and the host is checked again: ${broken.join(", ")}`);
  const ending = isWhole ? endingWithHosts(session, before) : [];
  if (ending.length > 0)
    session.reporter.note(t`${ending.map(({ student }) => student).join(", ")}: not in lab.yaml any more. ${handedOut()}`);
  const failures = await bringUpHosts(session, {
    ...{ terraform: options.terraform, stack },
    broken: broken.map((student) => hostOf(student, seats)),
    ...(!isWhole && options.allHosts !== true && { names: chosen.students.map(({ name }) => hostOf(name, seats)) }),
    ...(options.terraformOptions?.hosts && { terraformOptions: options.terraformOptions.hosts }),
    ...(options.onAgreed && { onAgreed: options.onAgreed }),
  });
  if (failures.byHost.size === 0 && failures.others.length === 0) await forgetEnded(session, ending);
  return failures;
}

/** Failures of spares, at which nobody sits. */
function ofNobody({ byHost }: HostFailures, { students }: LabClass, seats: Seats): Failure[] {
  const taken = new Set(students.map(({ name }) => hostOf(name, seats)));
  const spares = [...byHost].filter(([name]) => !taken.has(name)).map(([name, failure]) => ({ name, ...failure }));
  return equalFailures(spares, "spares").map(({ names, ...failure }) => ({ ...failure, message: `${names}: ${failure.message}` }));
}

/** Reports what is in the way, and returns the labs that can go on, at least in part. */
function reportConflicts(planned: PerStudent<PlannedLab>, { reporter }: Session): PlannedLab[] {
  const labs = [...planned.values()].filter((lab): lab is PlannedLab => !isFailed(lab));
  const blocked = labs.filter(({ conflicts }) => conflicts.length > 0);
  const all = blocked.flatMap(({ host: { student, address }, conflicts }) =>
    conflicts.map(({ scenario, what, fix }) => ({
      ...{ name: student, address, next: t`Free it: ${fix}` },
      message: `${scenario === undefined ? "" : `${scenario}: `}${what}.`,
    })),
  );
  for (const { names, message, next = "" } of equalFailures(all, "students")) reporter.note(`${names}, ${message}\n  ${next}`);
  if (blocked.length > 0 && blocked.length === labs.length && blocked.every(({ isBlocked }) => isBlocked))
    throw new FailedError(t`Nothing was changed: names or ports of the lab are taken`, t`Free them as said above, then: npx lab up`);
  return labs.filter(({ isBlocked }) => !isBlocked);
}

async function agree(labs: readonly PlannedLab[], { reporter }: Session): Promise<void> {
  const lost = labs.flatMap((lab) => destructiveChanges(lab).map((change) => `  ${lab.host.student}: ${change}`));
  if (lost.length === 0) return;
  reporter.note(t`What was written in these will be lost:\n${lost.join("\n")}`);
  if (!(await reporter.ask(t`Go on?`))) throw new InputError(t`Nothing was changed`);
}

interface Results {
  /** Created after the hosts were made, because it asks a cloud for its list only once. */
  readonly target: ClassTarget;
  readonly hosts: readonly Host[];
  readonly failures: HostFailures;
  readonly planned: PerStudent<PlannedLab>;
  readonly deployed: PerStudent<DeployedLabReport>;
  /** Scenarios that were meant. @default all of the class */
  readonly scenarios: readonly string[] | undefined;
}

async function finalStatus(session: Session, results: Results): Promise<LabStatus[]> {
  const { chosen, definition, workspace, reporter } = session;
  const limit = pLimit(hostsAtOnce);
  const seats = session.seats ?? readSeats(definition, workspace);
  const [answered] = await reporter.run([
    {
      title: t`Wait until everything answers`,
      work: () => Promise.all(chosen.students.map(({ name }) => limit(() => studentStatus(name, hostOf(name, seats), session, results)))),
      summary: (labs) => upText(labs),
    },
  ]);
  return valueOf(answered);
}

function upText(labs: readonly LabStatus[]): string | Error {
  const up = labs.filter(isWell).length;
  return up === labs.length ? "" : new Error(t`${up} of ${labs.length} up`);
}

async function studentStatus(
  student: string,
  hostName: string,
  { chosen, signal }: Session,
  { target, hosts, failures, planned, deployed, scenarios }: Results,
): Promise<LabStatus> {
  const host = hosts.find((candidate) => candidate.student === student);
  const address = host?.address ?? "-";
  const failed = (failure: Failure): LabStatus => ({
    ...{ student, address, scenarios: [] },
    error: failure.message,
    ...(failure.next !== undefined && { next: failure.next }),
  });
  const hostFailure = failures.byHost.get(hostName);
  if (hostFailure) return failed(hostFailure);
  const plan = planned.get(student);
  if (!host || !plan) return failed((await target.absent(student)) ?? noHost());
  if (isFailed(plan)) return failed(plan.failure);
  const whole = plan.conflicts.filter(({ scenario }) => scenario === undefined);
  if (whole.length > 0) return failed({ message: whole.map(({ what }) => what).join("; ") });
  const lab = deployed.get(student);
  if (lab && isFailed(lab)) return failed(lab.failure);
  const meant = scenarios ? { ...chosen, scenarios: chosen.scenarios.filter(({ spec }) => scenarios.includes(spec.name)) } : chosen;
  const why = (scenario: string) => plan.conflicts.filter((conflict) => conflict.scenario === scenario).map(({ what }) => what);
  const engine = lab ? lab.engine : plan.engine;
  const status = await labStatus(host, meant, {
    ...{ signal, timeout: answerTimeout },
    // what is blocked is not waited for
    isExpected: (scenario) => why(scenario).length === 0,
    ...(engine && { engine }),
  });
  const scenarioStates = status.scenarios.map((one): ScenarioStatus => {
    const reasons = why(one.scenario);
    // what is in the way explains what is missing
    return reasons.length === 0 ? one : { ...one, detail: reasons.join("; ") };
  });
  return { ...status, scenarios: scenarioStates };
}
