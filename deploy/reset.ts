// `lab reset`: puts one student's lab, or one scenario of it, back to its start.
import { randomBytes } from "node:crypto";
import type { ClassDefinition, Student } from "../definition/class-definition";
import { FailedError, InputError } from "../definition/errors";
import { suggestion } from "../definition/findings";
import type { Workspace } from "../workspace/workspace";
import { chosenScenarios } from "../cli/chosen-scenarios";
import { type EngineHost, engineHosts, timedOut } from "../engine/host";
import { confirm, plain, result, say } from "../cli/output";
import { type Leftover, leftoversScript, readLeftovers, resetScript } from "../provisioning/reset";
import { type Traces, tracesOf } from "./traces";

export interface ResetContext {
  readonly definition: ClassDefinition;
  readonly workspace: Workspace;
  /** Answer yes to every question but the one about a database. */
  readonly yes: boolean;
  readonly signal: AbortSignal;
}

export interface ResetOptions {
  readonly student: string;
  /** @default the whole lab */
  readonly scenario?: string;
  /** Remove the database's files as well. @default asked on a terminal, else no */
  readonly purge?: boolean;
}

/** Deploys what is declared of these scenarios again. Returns an exit code. */
export type Redeploy = (student: Student, scenarios: readonly string[]) => Promise<number>;

/** Seconds for listing, and for removing. */
const patience = { list: 60, remove: 180 };
/** Lines of a list on a terminal. */
const mostShown = 50;

/**
 * Lists what is left, asks, removes it, and deploys again what is declared. Other scenarios stay as they are.
 * Returns 0, or 1 when the answer was no or something still stands, which is then listed.
 */
export async function reset(context: ResetContext, { student: name, scenario, purge }: ResetOptions, redeploy: Redeploy): Promise<number> {
  const { definition, workspace, signal } = context;
  const student = findStudent(definition, name);
  const chosen = chosenScenarios(definition, scenario);
  const hosts = await engineHosts({ ...definition, students: [student] }, workspace);
  const [host] = hosts;
  if (!host) throw new InputError(`${name} has no host yet`, "npx lab up makes it");
  const traces = tracesOf(chosen, context);
  const found = await list(host, traces, signal);
  const data = found.filter(({ kind }) => kind === "data");
  const things = found.filter(({ kind }) => kind !== "data");
  say(describe(`${name}: to be removed, or put back as it was`, things));
  if (things.length > 0 && !(await confirm("Go on? What was written in these is lost.", context))) return 1;
  const withData = data.length > 0 && (await agreeOnData(context, data, purge));
  if (things.length > 0 || withData) {
    const { code, stderr } = await host.run(resetScript(traces, { data: withData }), { timeout: patience.remove, signal });
    if (code !== 0) say(plain(stderr).trim());
  }
  const left = (await list(host, traces, signal)).filter(({ kind }) => withData || kind !== "data");
  if (left.length > 0) {
    say(describe(`${name}: still there`, left));
    return 1;
  }
  const running = chosen.filter(({ state }) => state === "running").map(({ spec }) => spec.name);
  const code = running.length > 0 ? await redeploy(student, running) : 0;
  if (code !== 0) return code;
  if (data.length > 0 && !withData) say(keptData(data));
  result(`${name}: ${scenario ?? "the lab"} is at its start again`);
  return 0;
}

async function list(host: EngineHost, traces: Traces, signal: AbortSignal): Promise<Leftover[]> {
  const marker = randomBytes(16).toString("hex");
  const { code, stdout, stderr } = await host.run(`docker version >/dev/null || exit 1\n${leftoversScript(traces, marker)}`, {
    timeout: patience.list,
    signal,
  });
  const leftovers = readLeftovers(stdout, marker);
  if (leftovers) return leftovers;
  const said = code === timedOut ? `no answer within ${patience.list} seconds` : (plain(stderr).trim().split("\n").at(-1) ?? "");
  throw new FailedError(
    `${host.student}: could not be asked what is there: ${said}`,
    `Try it by hand: ${[...(host.login ?? []), "docker", "ps"].join(" ")}`,
  );
}

function describe(title: string, leftovers: readonly Leftover[]): string {
  if (leftovers.length === 0) return `${title}: nothing`;
  const more = leftovers.length > mostShown ? [`  and ${leftovers.length - mostShown} more`] : [];
  return [`${title}:`, ...leftovers.slice(0, mostShown).map(({ kind, name }) => `  ${kind} ${plain(name)}`), ...more].join("\n");
}

/** A database is more than a leftover: it goes only when somebody says so, and --yes is not enough. */
async function agreeOnData({ yes }: ResetContext, data: readonly Leftover[], purge: boolean | undefined): Promise<boolean> {
  if (purge !== undefined) return purge;
  if (yes || !process.stdin.isTTY) return false;
  const folders = data.map(({ name }) => plain(name)).join(", ");
  return confirm(`Remove the database in ${folders} as well? It cannot be brought back.`, { yes: false });
}

function keptData(data: readonly Leftover[]): string {
  const folders = data.map(({ name }) => plain(name)).join(", ");
  return `The database in ${folders} is kept, and with it the password it was made with; --purge removes it.`;
}

function findStudent({ students }: ClassDefinition, name: string): Student {
  const names = students.map((student) => student.name);
  const found = students.find((student) => student.name === name);
  if (!found) throw new InputError(`${JSON.stringify(name)} is not a student of this class${suggestion(name, names)}`);
  return found;
}
