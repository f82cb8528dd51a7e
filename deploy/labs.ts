// The labs of a class: each planned, checked against its Engine and applied on its own, so that one never holds up another.
import { plain } from "../definition/plain-text";
import { labStackId } from "../definition/names";
import { failureOf, type Host, succeeded } from "../engine/host";
import { type EngineContainer, EngineError, type EngineState, inspectEngine, scenarioOf } from "../engine/inspect";
import { type Conflict, findObstacles, type Wanted } from "../engine/obstacles";
import { clearScript, startScript } from "../provisioning/removal";
import type { TerraformBinary } from "../terraform/binary";
import { formatDiagnostic } from "../terraform/diagnostic";
import { nextStep } from "../terraform/next-step";
import { type Change, type Outcome, type SynthesizedStack, TerraformRun } from "../terraform/run";
import { type Failure, failureFrom, type Session, type Step } from "./session";

/** A lab that was looked at: what a deploy would do, and what stands in its way. */
export interface PlannedLab {
  readonly host: Host;
  readonly run: TerraformRun;
  readonly engine: EngineState;
  readonly changes: readonly Change[];
  readonly conflicts: readonly Conflict[];
  /** Containers of an earlier lab of this class whose state is gone. */
  readonly leftovers: readonly EngineContainer[];
  /** Networks of it, by name. */
  readonly leftoverNetworks: readonly string[];
}

/** A lab that was deployed. */
export interface DeployedLabReport {
  readonly host: Host;
  /** Containers that somebody had stopped and that run again. */
  readonly started: readonly string[];
  /** What its Engine said last, where nothing was changed since. */
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
  /** The Engine of target local, where it has been asked already. */
  readonly engine?: EngineState;
  /** Stacks that run at once. */
  readonly concurrent: number;
}

/** Plans every lab and finds what stands in its way. Changes nothing on any Engine. */
export async function planLabs(session: Session, options: LabsOptions): Promise<PerStudent<PlannedLab>> {
  const { terraform, stacks, hosts, concurrent } = options;
  return perStudent(session, hosts, "looked at", concurrent, async (host, step) => {
    const stack = stacks.find(({ id }) => id === labStackId(host.student));
    if (!stack) throw new Error(`no stack was synthesized for ${host.student}`);
    const run = new TerraformRun(terraform, stack, session.signal);
    step("asking its Engine");
    const engine = options.engine ?? (await inspectEngine(host, session.signal));
    step("looking at its providers");
    refuseFailed(await run.init(), session);
    step("planning");
    const plan = await run.plan(options.terraformOptions);
    refuseFailed(plan, session);
    const obstacles = await findObstacles(plan.changes.flatMap(wantedOf), engine, host, session.definition.name, host.student);
    return { host, run, engine, changes: plan.changes, ...obstacles };
  });
}

/** Applies what was planned, and starts what somebody stopped. */
export async function applyLabs(
  session: Session,
  planned: readonly PlannedLab[],
  concurrent: number,
): Promise<PerStudent<DeployedLabReport>> {
  const byStudent = new Map(planned.map((lab) => [lab.host.student, lab]));
  const hosts = planned.map(({ host }) => host);
  return perStudent(session, hosts, "up", concurrent, async (host, step) => {
    const lab = byStudent.get(host.student);
    if (!lab) throw new Error(`${host.student} was not planned`);
    await clear(lab, session);
    if (lab.changes.length > 0) refuseFailed(await lab.run.apply((text) => step(plain(text))), session);
    const engine = lab.changes.length === 0 ? lab.engine : await inspectEngine(host, session.signal);
    const started = await startStopped(host, engine, session);
    return { host, started, ...(started.length === 0 && { engine }) };
  });
}

async function perStudent<Value extends object>(
  session: Session,
  hosts: readonly Host[],
  done: string,
  concurrent: number,
  work: (host: Host, step: Step) => Promise<Value>,
): Promise<PerStudent<Value>> {
  const results = await session.reporter.run<Value>(
    hosts.map((host) => ({ title: `Lab of ${host.student}`, work: (step: Step) => work(host, step), summary: () => done })),
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

function refuseFailed({ ok, diagnostics }: Outcome, { signal }: Session): void {
  if (ok) return;
  if (signal.aborted) throw new LabError("interrupted", undefined);
  const [first] = diagnostics;
  throw new LabError(diagnostics.map(formatDiagnostic).join("; "), first && nextStep(first));
}

/** A lab that goes no further. */
class LabError extends Error {
  override readonly name = "LabError";

  constructor(
    message: string,
    readonly next: string | undefined,
  ) {
    super(message);
  }
}

/** What a plan would make on an Engine. */
export function wantedOf({ type, action, config }: Change): Wanted[] {
  if (action !== "create" && action !== "replace") return [];
  const name = config["name"];
  if (typeof name !== "string") return [];
  if (type === "docker_network") return [{ kind: "network", name, replaces: action === "replace", hostPorts: [] }];
  if (type !== "docker_container") return [];
  const ports = Array.isArray(config["ports"]) ? config["ports"] : [];
  const hostPorts = ports.flatMap((port: unknown) =>
    typeof port === "object" && port !== null && "external" in port && typeof port.external === "number" ? [port.external] : [],
  );
  return [{ kind: "container", name, replaces: action === "replace", hostPorts }];
}

/** What a plan would lose: containers, and what a student wrote in them. */
export function destructiveChanges({ changes, leftovers }: Pick<PlannedLab, "changes" | "leftovers">): string[] {
  const lost = changes.filter(({ type, action }) => type === "docker_container" && (action === "delete" || action === "replace"));
  return [
    ...lost.map(({ config, construct, action }) => {
      const name = typeof config["name"] === "string" ? config["name"] : construct;
      return `${name} is ${action === "delete" ? "removed" : "recreated"}`;
    }),
    ...leftovers.map(({ name }) => `${name}, left over from an earlier lab whose state is gone, is recreated`),
  ];
}

/** Removes what an earlier lab left. A student's own container goes on without the network. */
async function clear({ host, leftovers, leftoverNetworks }: PlannedLab, { signal }: Session): Promise<void> {
  if (leftovers.length === 0 && leftoverNetworks.length === 0) return;
  const script = clearScript(
    leftovers.map(({ id }) => id),
    leftoverNetworks,
  );
  const answer = await host.run(script, { timeout: 120, signal });
  if (succeeded(answer)) return;
  const names = [...leftovers.map(({ name }) => name), ...leftoverNetworks].join(", ");
  throw new EngineError(
    `${names}, left over from an earlier lab, could not be removed (${failureOf(answer)})`,
    `Look at it: npx lab exec --on ${host.student} -- docker ps -a`,
  );
}

/** A container that a student stopped is started again, with all that they wrote in it. */
async function startStopped(host: Host, { containers }: EngineState, { definition, signal }: Session): Promise<string[]> {
  const stopped = containers.filter(
    (container) => scenarioOf(container, definition.name, host.student) !== undefined && container.state !== "running",
  );
  if (stopped.length === 0) return [];
  const answer = await host.run(startScript(stopped), { timeout: 120, signal });
  const names = stopped.map(({ name }) => name);
  if (succeeded(answer)) return names;
  throw new EngineError(
    `${names.join(", ")} had been stopped and could not all be started (${failureOf(answer)})`,
    `Look at it: npx lab exec --on ${host.student} -- docker ps -a`,
  );
}
