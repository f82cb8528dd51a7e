// The labs of a class: each planned, checked against its Engine and applied on its own, so that one never holds up another.
import { amount } from "../language/counted";
import { FailedError } from "../definition/errors";
import { labStackId } from "../definition/names";
import { failureOf, type Host, succeeded } from "../engine/host";
import { EngineError, type EngineState, inspectEngine } from "../engine/inspect";
import { type Conflict, findObstacles, type Leftover, type Obstacles, type Wanted } from "../engine/obstacles";
import { t } from "../language/translate";
import { clearScript } from "../provisioning/removal";
import type { TerraformBinary } from "../terraform/binary";
import { type Change, type SynthesizedStack, TerraformRun } from "../terraform/run";
import {
  changeRecord,
  type ClassRecord,
  type DeployedScenario,
  hasLab,
  withBuilt,
  withoutLabs,
  withScenarios,
  withTouched,
} from "../workspace/record";
import { builtOf, findForeignImages, isBuiltImage } from "./built-images";
import { scenariosToRecord } from "./class-changes";
import { findDatabases } from "./databases";
import { wantedOf } from "./lab-changes";
import { labProgress } from "./progress";
import { type Failure, failureFrom, type Session, type Step } from "./session";
import { repairContainers, type RepairedContainers } from "./repaired-containers";
import { scenarioOfConstruct, targetsOf } from "./stack-resources";
import { targetOf } from "./targets";
import { refuseFailed } from "./terraform-failed";

/** A lab that was looked at: what a deploy would do, and what stands in its way. */
export interface PlannedLab {
  readonly host: Host;
  readonly run: TerraformRun;
  readonly engine: EngineState;
  /** What is planned, without scenarios that something is in the way of. */
  readonly changes: readonly Change[];
  readonly conflicts: readonly Conflict[];
  /** Whether nothing of it can go on. */
  readonly isBlocked: boolean;
  /** Containers that are in the way and are the lab's to take back. */
  readonly leftovers: readonly Leftover[];
  /** Networks of such, by name. */
  readonly leftoverNetworks: readonly string[];
  /** Images that a student gave a name of the lab's, and that go. */
  readonly lostImages: readonly string[];
  /** What is recorded of the databases that start. */
  readonly databases: Readonly<Record<string, string>>;
}

/** A lab that was deployed. */
export interface DeployedLabReport extends RepairedContainers {
  readonly host: Host;
  /** What its Engine said last. @default something was changed since */
  readonly engine?: EngineState;
}

/** What became of each student's lab, by name. */
export type PerStudent<Value> = ReadonlyMap<string, Value | Failed>;

export interface Failed {
  readonly host: Host;
  readonly failure: Failure;
}

export function isFailed(value: object): value is Failed {
  return "failure" in value;
}

export interface LabsOptions {
  readonly terraform: TerraformBinary;
  readonly stacks: readonly SynthesizedStack[];
  readonly hosts: readonly Host[];
  readonly terraformOptions: readonly string[];
  /** Scenarios that are meant; the others are left as they are. @default all of the class */
  readonly scenarios?: readonly string[];
  /** What this folder knew to be deployed before. */
  readonly before: ClassRecord;
  /** Names that the class had before. */
  readonly formerClasses: readonly string[];
  /** Stacks that run at once. */
  readonly concurrent: number;
}

/** Plans every lab and finds what stands in its way. Changes nothing on any Engine. */
export async function planLabs(session: Session, options: LabsOptions): Promise<PerStudent<PlannedLab>> {
  return perStudent(session, options.hosts, lookedAt, options.concurrent, (host, step) => planLab(session, host, options, step));
}

async function planLab(session: Session, host: Host, options: LabsOptions, step: Step): Promise<PlannedLab> {
  const { definition, workspace, signal } = session;
  const { terraform, stacks, formerClasses, before } = options;
  const stack = stacks.find(({ id }) => id === labStackId(host.student));
  if (!stack) throw new Error(`no stack was synthesized for ${host.student}`);
  const run = new TerraformRun(terraform, stack, signal);
  const names = definition.scenarios.map(({ spec }) => spec.name);
  const planOf = async (scenarios: readonly string[]): Promise<readonly Change[]> => {
    const isWhole = scenarios.length === names.length;
    const meant = isWhole ? [] : targetsOfScenarios(stack, names, scenarios);
    // a plan without targets would be one of everything
    if (!isWhole && meant.length === 0) return [];
    const plan = await run.plan([...meant, ...options.terraformOptions]);
    refuseFailed(plan, session);
    return plan.changes;
  };
  step(t`asking its Engine`);
  const engine = await inspectEngine(host, signal);
  step(t`looking at its providers`);
  refuseFailed(await run.init(), session);
  step(t`planning`);
  const chosen = options.scenarios ?? names;
  const changes = await planOf(chosen);
  const lab = targetOf(definition, workspace).deployedLab(host.student);
  const isKnown = hasLab(before.labs, lab);
  const also = { formerClasses, projects: definition.scenarios.flatMap(({ spec }) => spec.exercise?.projects ?? []) };
  const wanted = changes.flatMap((change) => wantedOf(change, names));
  const obstacles = await findObstacles(wanted, engine, host, definition.name, host.student, also);
  const strangers = isKnown ? [] : madeElsewhere(obstacles.leftovers);
  // what was refused once is refused again: it is not this folder's
  changeRecord(workspace, (now) => (strangers.length > 0 ? withoutLabs(now, [lab]) : withTouched(now, [lab])));
  if (strangers.length > 0) throw notFromHere(strangers, definition.name);
  const databases = await findDatabases(host, { ...{ changes, stack, lab, isKnown }, scenarios: names, record: before });
  const images = await findForeignImages(host, {
    ...{ changes, engine, lab, workspace, also },
    ...{ record: before, scenarios: names, className: definition.name },
  });
  const conflicts = [...obstacles.conflicts, ...databases.conflicts, ...images.conflicts];
  const planned = {
    ...{ host, run, engine, changes, ...obstacles, conflicts, isBlocked: false },
    ...{ databases: databases.hashes, lostImages: images.lost },
  };
  if (conflicts.length === 0) return planned;
  const free = freeScenarios(chosen, conflicts);
  if (free.length === 0) return { ...planned, changes: [], leftovers: [], leftoverNetworks: [], lostImages: [], isBlocked: true };
  step(t`planning without what is blocked`);
  const freeChanges = await planOf(free);
  const freeWanted = freeChanges.flatMap((change) => wantedOf(change, names));
  const lostImages = images.lost.filter((name) => freeChanges.some((change) => isBuiltImage(change) && change.config["name"] === name));
  return { ...planned, changes: freeChanges, ...ofWanted(obstacles, freeWanted), lostImages };
}

/** The scenarios that nothing is in the way of. */
function freeScenarios(scenarios: readonly string[], conflicts: readonly Conflict[]): string[] {
  if (conflicts.some(({ scenario }) => scenario === undefined)) return [];
  return scenarios.filter((name) => !conflicts.some(({ scenario }) => scenario === name));
}

/** An image is planned with the scenarios that use it. */
function targetsOfScenarios(stack: SynthesizedStack, names: readonly string[], scenarios: readonly string[]): string[] {
  return targetsOf(stack, (construct) => scenarios.includes(scenarioOfConstruct(construct, names) ?? ""));
}

/** What is in the way of some of the things that were wanted. */
function ofWanted(
  { leftovers, leftoverNetworks }: Obstacles,
  wanted: readonly Wanted[],
): Pick<Obstacles, "leftovers" | "leftoverNetworks"> {
  const names = (kind: Wanted["kind"]) => wanted.filter((thing) => thing.kind === kind).map(({ name }) => name);
  const ports = wanted.flatMap(({ hostPorts }) => hostPorts);
  return {
    leftovers: leftovers.filter(
      ({ container }) => names("container").includes(container.name) || container.hostPorts.some((port) => ports.includes(port)),
    ),
    leftoverNetworks: leftoverNetworks.filter((name) => names("network").includes(name)),
  };
}

/** Containers with this class's labels whose state this folder does not have. */
function madeElsewhere(leftovers: readonly Leftover[]): string[] {
  return leftovers.filter(({ why }) => why === "state gone").map(({ container }) => container.name);
}

/** A lab that has this class's labels, and that this folder did not deploy, belongs to somebody else. */
function notFromHere(containers: readonly string[], className: string): FailedError {
  return new FailedError(
    t`its Engine has a lab of class ${className} that was not deployed from this folder: ${containers.join(", ")}`,
    t`Another folder, or somebody else, holds its state: go on there. To take it over: npx lab down, then npx lab up`,
  );
}

interface ApplyOptions {
  readonly concurrent: number;
  /** Scenarios that are meant. @default all of the class */
  readonly scenarios?: readonly string[];
}

/** Applies what was planned, and starts what somebody stopped. */
export async function applyLabs(
  session: Session,
  planned: readonly PlannedLab[],
  { concurrent, scenarios }: ApplyOptions,
): Promise<PerStudent<DeployedLabReport>> {
  const byStudent = new Map(planned.map((lab) => [lab.host.student, lab]));
  const hosts = planned.map(({ host }) => host);
  const recorded = scenariosToRecord(session.definition);
  const summary = (report: DeployedLabReport) => deployedText(report, byStudent.get(report.host.student));
  return perStudent(session, hosts, summary, concurrent, async (host, step) => {
    const lab = byStudent.get(host.student);
    if (!lab) throw new Error(`${host.student} was not planned`);
    await clear(lab, session);
    changeRecord(session.workspace, (before) => ({ ...before, databases: { ...before.databases, ...lab.databases } }));
    if (lab.changes.length > 0) {
      const outcome = await lab.run.apply((at) => {
        const said = labProgress(at);
        if (said !== undefined) step(said);
      });
      await recordBuilt(lab, session);
      refuseFailed(outcome, session);
    }
    recordScenarios(lab, session, { all: recorded, meant: scenarios });
    const engine = lab.changes.length === 0 ? lab.engine : await inspectEngine(host, session.signal);
    const repaired = await repairContainers({ host, engine, session, resources: lab.run.resources, ...(scenarios && { scenarios }) });
    const isAsItWas = repaired.started.length + repaired.connected.length === 0;
    return { host, ...repaired, ...(isAsItWas && { engine }) };
  });
}

function lookedAt({ conflicts }: PlannedLab): string {
  return conflicts.length === 0 ? t`looked at` : t`looked at, and ${amount(conflicts.length, "thing")} in the way`;
}

function deployedText({ started, connected }: DeployedLabReport, lab: PlannedLab | undefined): string {
  const blocked = [...new Set(lab?.conflicts.flatMap(({ scenario }) => scenario ?? []))];
  if (blocked.length > 0) return t`deployed without ${blocked.join(", ")}`;
  const isAsItWas = lab?.changes.length === 0 && started.length + connected.length === 0;
  return isAsItWas ? t`as it was` : t`deployed`;
}

/** Notes which images are the lab's, also of an apply that failed later. */
async function recordBuilt({ host: { student }, run, changes }: PlannedLab, { definition, workspace }: Session): Promise<void> {
  const names = changes.filter((change) => isBuiltImage(change) && change.action !== "delete").map(({ config }) => config["name"]);
  if (names.length === 0) return;
  const built = builtOf((await run.stateResources()).resources).filter(({ name }) => names.includes(name));
  const lab = targetOf(definition, workspace).deployedLab(student);
  changeRecord(workspace, (before) => withBuilt(before, lab, built));
}

/** Notes what was deployed, for the next plan. */
function recordScenarios(
  { host: { student }, conflicts }: PlannedLab,
  { definition, workspace }: Session,
  { all, meant }: { readonly all: readonly DeployedScenario[]; readonly meant: readonly string[] | undefined },
): void {
  const free = freeScenarios(meant ?? all.map(({ name }) => name), conflicts);
  const lab = targetOf(definition, workspace).deployedLab(student);
  const deployed = all.filter(({ name }) => free.includes(name));
  changeRecord(workspace, (before) => withScenarios(before, lab, deployed, free.length === all.length));
}

async function perStudent<Value extends object>(
  session: Session,
  hosts: readonly Host[],
  summary: (value: Value) => string,
  concurrent: number,
  work: (host: Host, step: Step) => Promise<Value>,
): Promise<PerStudent<Value>> {
  const results = await session.reporter.run<Value>(
    hosts.map((host) => ({ title: t`Lab of ${host.student}`, work: (step: Step) => work(host, step), summary })),
    { concurrent },
  );
  return new Map(
    hosts.flatMap((host, at): [string, Value | Failed][] => {
      const result = results[at];
      if (!result) return [];
      return [[host.student, result.ok ? result.value : { host, failure: failureFrom(result.error) }]];
    }),
  );
}

/** Removes what an earlier lab left. A student's own container goes on without the network. */
async function clear({ host, leftovers, leftoverNetworks }: PlannedLab, { signal }: Session): Promise<void> {
  if (leftovers.length === 0 && leftoverNetworks.length === 0) return;
  const script = clearScript(
    leftovers.map(({ container }) => container.id),
    leftoverNetworks,
  );
  const answer = await host.run(script, { timeout: 120, signal });
  if (succeeded(answer)) return;
  const names = [...leftovers.map(({ container }) => container.name), ...leftoverNetworks].join(", ");
  throw new EngineError(
    t`${names}, in the way of the lab, could not be removed (${failureOf(answer)})`,
    t`Look at it: npx lab exec --on ${host.student} -- docker ps -a`,
  );
}
