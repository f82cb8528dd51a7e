// `lab reset`: puts one student's lab, or one scenario of it, back to its start.
import { randomBytes } from "node:crypto";
import type { Student } from "../definition/class-definition";
import { FailedError } from "../definition/errors";
import { plainLine } from "../definition/plain-text";
import { studentOf } from "../definition/student-of";
import { failureOf, type Host, succeeded } from "../engine/host";
import { EngineError, type EngineState, inspectEngine } from "../engine/inspect";
import { otherClassOf, takenPorts, type Wanted } from "../engine/obstacles";
import { hostOfStudent } from "../engine/student-host";
import { t } from "../language/translate";
import type { LabClass } from "../stacks/scenarios/scenario";
import { chosenScenarios } from "../stacks/scenarios/chosen";
import { type Leftover, leftoversScript, readLeftovers, resetScript, type Traces } from "../provisioning/reset";
import { formerClasses } from "../workspace/deployed";
import type { Session } from "./session";
import { targetOf } from "./targets";
import { tracesOf } from "./traces";

export interface ResetOptions {
  readonly student: string;
  /** @default the whole lab */
  readonly scenario?: string;
  /** Remove the database's files as well. @default false */
  readonly purge?: boolean;
}

/** Deploys scenarios again, for a command that holds the class's lock. */
export interface Redeploy {
  /** Checks that this machine can: Terraform, providers. @throws MachineError where it cannot. */
  prepare(): Promise<void>;
  /** Deploys what is declared of these scenarios again, and nothing else. Returns whether all of it is up. */
  deploy(student: Student, scenarios: readonly string[]): Promise<boolean>;
}

/** What became of a reset. */
export type ResetReport =
  /** At its start again; `keptData`: folders of a database that stay, and with them the password it was made with. */
  | { readonly kind: "reset"; readonly keptData: readonly string[] }
  /** The answer was no: nothing was changed. */
  | { readonly kind: "declined" }
  /** Something is still there. */
  | { readonly kind: "incomplete"; readonly left: readonly string[] }
  | { readonly kind: "not deployed" };

/** Seconds for listing, and for removing. */
const timeout = { list: 60, remove: 180 };
/** Lines of a list on a terminal. */
const maxShown = 50;

/**
 * Lists what is left, asks, removes it, and deploys again what is declared. Other scenarios stay as they are.
 * @throws FailedError before anything is removed, where it could not be deployed again afterwards.
 */
export async function reset(session: Session, { student: name, scenario, purge }: ResetOptions, redeploy: Redeploy): Promise<ResetReport> {
  const { definition, workspace, signal, reporter } = session;
  const student = studentOf(definition, name);
  const chosen = chosenScenarios(definition, scenario);
  const host = hostOfStudent(await targetOf(definition, workspace).hosts(), name);
  const declared = chosen
    .filter(({ state, spec, options }) => state === "running" && spec.uses(options).containers.length > 0)
    .map(({ spec }) => spec.name);
  const traces = tracesOf(chosen, session);
  const again = [name, ...(scenario === undefined ? [] : [scenario]), ...(purge === true ? ["--purge"] : [])].join(" ");
  const found = await list(host, traces, again, signal);
  const engine = await askEngine(host, again, signal);
  refuseOtherClasses(host, found, engine, [definition.name, ...formerClasses(workspace).map(({ className }) => className)]);
  await refuseTakenPorts(host, chosen, found, engine);
  if (declared.length > 0) await redeploy.prepare();
  const data = found.filter(({ kind }) => kind === "data");
  const things = found.filter(({ kind }) => kind !== "data");
  reporter.note(describe(t`${name}: to be removed, or put back as it was`, things));
  if (things.length > 0 && !(await reporter.ask(t`Go on? What was written in these is lost.`))) return { kind: "declined" };
  const withData = data.length > 0 && purge === true;
  if (things.length > 0 || withData) {
    const answer = await host.run(resetScript(traces, { data: withData }), { timeout: timeout.remove, signal });
    if (!succeeded(answer) && !signal.aborted) reporter.note(t`${name}: partly failed (${failureOf(answer)})`);
  }
  const left = (await list(host, traces, again, signal)).filter(({ kind }) => withData || kind !== "data");
  if (left.length > 0) return { kind: "incomplete", left: left.map(named) };
  if (declared.length > 0 && !(await redeploy.deploy(student, declared))) return { kind: "not deployed" };
  return { kind: "reset", keptData: withData ? [] : data.map((folder) => plainLine(folder.name)) };
}

async function askEngine(host: Host, again: string, signal: AbortSignal): Promise<EngineState> {
  return inspectEngine(host, signal).catch((error: unknown) => {
    if (!(error instanceof EngineError)) throw error;
    throw signal.aborted ? interrupted(host, again) : new FailedError(`${host.student}: ${error.message}`, error.next);
  });
}

const containersOf = (found: readonly Leftover[]) => new Set(found.flatMap(({ kind, name }) => (kind === "container" ? [name] : [])));

/** @throws FailedError where something that would be removed is another class's lab, as on a machine that has labs of several. */
function refuseOtherClasses({ student }: Host, found: readonly Leftover[], engine: EngineState, own: readonly string[]): void {
  const removed = containersOf(found);
  const others = engine.containers.flatMap((container) => {
    const className = otherClassOf(container, own);
    return className !== undefined && removed.has(container.name) ? [{ container, className }] : [];
  });
  const [first] = others;
  if (!first) return;
  throw new FailedError(
    t`${student}: nothing was removed, because it is a lab of class ${first.className}: ${others.map(({ container }) => container.name).join(", ")}`,
    t`npx lab down, where that class was deployed from, removes it`,
  );
}

/** @throws FailedError where a port of these scenarios is held by something that a reset does not remove. */
async function refuseTakenPorts(host: Host, chosen: LabClass["scenarios"], found: readonly Leftover[], engine: EngineState): Promise<void> {
  const removed = containersOf(found);
  const wanted = chosen.map(({ spec, options }): Wanted => {
    return { kind: "container", name: spec.name, replaces: true, hostPorts: spec.uses(options).hostPorts.map(({ port }) => port) };
  });
  const taken = (await takenPorts(wanted, engine, host)).filter(({ holder }) => holder === undefined || !removed.has(holder.name));
  const [first] = taken;
  if (!first) return;
  const list = taken.map(({ port, holder }) =>
    holder ? t`host port ${port} is taken by the container ${holder.name}` : t`host port ${port} is taken by another program`,
  );
  throw new FailedError(
    t`${host.student}: nothing was removed, because it could not be deployed again: ${list.join(", ")}`,
    first.holder
      ? t`Stop it: docker stop ${first.holder.name}`
      : t`sudo ss -tlnp 'sport = :${first.port}' says which; stop it, or set another port in lab.yaml`,
  );
}

/** @param again The words after `lab reset` that go on from here. */
function interrupted({ student }: Host, again: string): FailedError {
  return new FailedError(t`${student}: interrupted`, t`npx lab reset ${again} goes on from here`);
}

async function list(host: Host, traces: Traces, again: string, signal: AbortSignal): Promise<Leftover[]> {
  const marker = randomBytes(16).toString("hex");
  const answer = await host.run(leftoversScript(traces, marker), { timeout: timeout.list, signal });
  const leftovers = succeeded(answer) ? readLeftovers(answer.stdout, marker) : undefined;
  if (leftovers) return leftovers;
  if (answer.kind === "interrupted") throw interrupted(host, again);
  throw new FailedError(
    t`${host.student}: could not be asked what is there: ${failureOf(answer)}`,
    host.login ? t`Try it by hand: npx lab exec --on ${host.student} -- docker ps` : t`Try it by hand: docker ps`,
  );
}

function describe(title: string, leftovers: readonly Leftover[]): string {
  if (leftovers.length === 0) return t`${title}: nothing`;
  const more = leftovers.length > maxShown ? [t`  and ${leftovers.length - maxShown} more`] : [];
  return [`${title}:`, ...leftovers.slice(0, maxShown).map((thing) => `  ${named(thing)}`), ...more].join("\n");
}

function named({ kind, name }: Leftover): string {
  const shown = plainLine(name);
  switch (kind) {
    case "container":
      return t`container ${shown}`;
    case "network":
      return t`network ${shown}`;
    case "volume":
      return t`volume ${shown}`;
    case "image":
      return t`image ${shown}`;
    case "file":
      return t`file ${shown}`;
    case "data":
      return t`data ${shown}`;
  }
}
