// One round of checks on one student's host: a single script over a single connection, and what comes of it.
import { randomBytes } from "node:crypto";
import type { ScenarioUse, Text } from "../definition/scenario";
import { quote } from "../provisioning/shell";
import { gatherContainers } from "../provisioning/engine-facts";
import { asking, defaultTimeout } from "../provisioning/lab-check";
import type { Check, Scenario } from "../stacks/scenarios/scenario";
import { type EngineHost, timedOut, unreachable } from "./host";
import { plain } from "../cli/output";

/** A check of a class, with the scenario it belongs to. */
export interface ClassCheck extends Check {
  readonly scenario: string;
}

/**
 * `pass` and `fail` are the check's answer; `late` is a check whose own time was up, which counts as no;
 * `unknown` is one that was not answered at all.
 */
export type Answer = "pass" | "fail" | "late" | "unknown";

export interface Round {
  readonly student: string;
  /** One for each check, in their order. */
  readonly answers: readonly Answer[];
  /** Why there is an `unknown` among them. */
  readonly error?: Text;
  readonly seconds: number;
}

/** Bytes of an answer: a line of 50 for each check, and what a login prints. */
const maxBytes = 256_000;

export function classChecks(uses: readonly ScenarioUse[]): ClassCheck[] {
  return uses.flatMap(({ spec, options }) => (spec as Scenario).checks(options).map((check) => ({ ...check, scenario: spec.name })));
}

export interface RoundOptions {
  /** Seconds for the whole round. */
  readonly timeout: number;
  readonly signal?: AbortSignal;
}

/** Asks all the checks of one host. Never throws for what the host does, and never waits longer than the time it has. */
export async function askHost(host: EngineHost, checks: readonly ClassCheck[], { timeout, signal }: RoundOptions): Promise<Round> {
  const marker = randomBytes(16).toString("hex");
  const started = Date.now();
  const { code, stdout, stderr } = await host.run(roundScript(checks, marker, publishedHost(host), host.labsFolder), {
    timeout,
    maxBytes,
    ...(signal && { signal }),
  });
  const { answers, ended, engine } = readRound(stdout, marker, checks.length);
  const seconds = (Date.now() - started) / 1000;
  if (ended && !answers.includes("unknown")) return { student: host.student, answers, seconds };
  return { student: host.student, answers, seconds, error: reason({ code, stderr, engine, timeout, host }) };
}

/** Ports of a host are published on all its addresses; those of this machine on the class's own. */
function publishedHost({ login, address }: EngineHost): string {
  return login === undefined ? address : "localhost";
}

/**
 * The script of a round. Each check runs in a shell of its own with its time limit, no input and no output, so nothing
 * that it runs can write where the answers are read; the marker, which it does not know, tells the answers from all other text.
 * `labsFolder` is the folder of the exercise files, `~/labs` by default.
 */
export function roundScript(checks: readonly Check[], marker: string, labHost: string, labsFolder?: string): string {
  return `${[
    `LAB_HOST=${quote(labHost)}`,
    `LAB_ANSWERS=${labsFolder === undefined ? '"$HOME/labs"' : quote(labsFolder)}/answers`,
    "export LAB_HOST LAB_ANSWERS",
    asking,
    `answer() { printf '%s %s %s\\n' ${marker} "$1" "$2"; }`,
    `ask() { limited "$2" sh -c "$3" </dev/null >/dev/null 2>&1; answer "$1" $?; }`,
    `limited 10 docker version </dev/null >/dev/null 2>&1 || { answer engine $?; exit 0; }`,
    "LAB_CONTAINERS=$(mktemp) && export LAB_CONTAINERS || exit 1",
    `trap 'rm -f "$LAB_CONTAINERS"' EXIT`,
    `limited 20 sh -c ${quote(gatherContainers)} </dev/null >/dev/null 2>&1`,
    ...checks.map(({ script, timeout = defaultTimeout }, at) => `ask ${at} ${timeout} ${quote(script)}`),
    "answer end 0",
  ].join("\n")}\n`;
}

interface RoundOutput {
  readonly answers: readonly Answer[];
  readonly ended: boolean;
  /** Status of an Engine that did not answer. */
  readonly engine?: number;
}

/** Reads the marked lines of a round; of two answers to one check the first counts. */
export function readRound(stdout: string, marker: string, count: number): RoundOutput {
  const statuses = new Map<string, number>();
  for (const line of stdout.split("\n")) {
    const [, what, status] = /^(\S+) (\d{1,3})$/.exec(line.startsWith(`${marker} `) ? line.slice(marker.length + 1) : "") ?? [];
    if (what !== undefined && !statuses.has(what)) statuses.set(what, Number(status));
  }
  const engine = statuses.get("engine");
  return {
    answers: Array.from({ length: count }, (_, at) => toAnswer(statuses.get(String(at)))),
    ended: statuses.has("end"),
    ...(engine !== undefined && { engine }),
  };
}

/** timeout ends with 124, or 137 where it had to kill; perl's alarm with 142. */
function toAnswer(status: number | undefined): Answer {
  if (status === undefined) return "unknown";
  return status === 0 ? "pass" : [124, 137, 142].includes(status) ? "late" : "fail";
}

interface Trouble {
  readonly code: number;
  readonly stderr: string;
  readonly engine: number | undefined;
  readonly timeout: number;
  readonly host: EngineHost;
}

function reason({ code, stderr, engine, timeout, host }: Trouble): Text {
  const login = host.login?.join(" ");
  if (engine !== undefined) {
    const fix = login === undefined ? "docker version" : `${login} docker version`;
    return { ko: `엔진이 응답하지 않습니다. 직접 확인: ${fix}`, en: `the Engine does not answer. Try it by hand: ${fix}` };
  }
  if (code === timedOut) return { ko: `${timeout}초 안에 응답이 끝나지 않았습니다`, en: `no full answer within ${timeout} seconds` };
  const said = lastLine(stderr);
  if (code === unreachable && login !== undefined) {
    return { ko: `접속할 수 없습니다(${said}). 직접 확인: ${login}`, en: `cannot be reached (${said}). Try it by hand: ${login}` };
  }
  return { ko: `답이 온전하지 않습니다(${said})`, en: `gave no full answer (${said})` };
}

/** The last thing that somebody's machine said, as one short line. */
function lastLine(text: string): string {
  const line = plain(text).trim().split("\n").at(-1) ?? "";
  return line === "" ? "-" : line.slice(0, 200);
}
