// Runs all the checks of a class on a student's host, and returns each answer with its check.
import { randomBytes } from "node:crypto";
import { asCalled } from "../language/called";
import { amount } from "../language/counted";
import { checkKey, type ClassCheck } from "../definition/scenario";
import type { Text } from "../language/language";
import { readRound, roundScript, type Verdict } from "../provisioning/check-round";
import { plainLine } from "../definition/plain-text";
import { type Progress, type ProgressAnswer, progressKey } from "../workspace/progress";
import { type Answer, failureOf, type Host } from "./host";

/** The result of one check. */
export interface CheckResult {
  readonly check: ClassCheck;
  readonly verdict: Verdict;
  /** The last line it printed, if its answer is no. @default nothing is shown */
  readonly said?: string;
}

export interface Round {
  readonly student: string;
  /** In the order of the checks. */
  readonly results: readonly CheckResult[];
  /** Why one of them is `unknown`. @default none is */
  readonly error?: Text;
  readonly seconds: number;
}

/** Bytes of an answer: a line of 50 for each check. */
const maxBytes = 256_000;

export interface RoundOptions {
  /** Seconds for the whole round. */
  readonly timeout: number;
  /** Its abort ends what is under way. @default nothing ends it early */
  readonly signal?: AbortSignal;
}

/** Runs all the checks on one host. Never throws for what the host does, and never waits longer than its timeout. */
export async function askHost(host: Host, checks: readonly ClassCheck[], { timeout, signal }: RoundOptions): Promise<Round> {
  const marker = randomBytes(16).toString("hex");
  const started = Date.now();
  const answer = await host.run(roundScript(checks, marker, publishedHost(host), host.labsFolder), {
    timeout,
    maxBytes,
    ...(signal && { signal }),
  });
  const { verdicts, said, ended, engine } = readRound("stdout" in answer ? answer.stdout : "", marker, checks.length);
  const results = checks.map((check, at): CheckResult => {
    const line = check.says ? plainLine(said.get(at) ?? "") : "";
    return { check, verdict: verdicts[at] ?? "unknown", ...(line !== "" && { said: line }) };
  });
  const round = { student: host.student, results, seconds: (Date.now() - started) / 1000 };
  const whole = ended && answer.kind === "done" && !verdicts.includes("unknown");
  return whole ? round : { ...round, error: reason(host, answer, engine) };
}

/** What is kept of a round: the exercises that were answered. */
export function answersOf({ student, results }: Round): ProgressAnswer[] {
  return results
    .filter(({ check, verdict }) => check.standing !== true && verdict !== "unknown")
    .map(({ check, verdict }) => ({ student, check: checkKey(check), passed: verdict === "pass" }));
}

/** `earlier`: an exercise that was done once and no longer is, such as after a clean-up. */
export type Mark = Verdict | "earlier";

export function markOf(progress: Progress, student: string, { check, verdict }: Pick<CheckResult, "check" | "verdict">): Mark {
  const wasDone = check.standing !== true && progress.has(progressKey(student, checkKey(check)));
  return wasDone && verdict !== "pass" ? "earlier" : verdict;
}

/** A round of somebody whose host could not be asked at all. */
export function unasked(student: string, checks: readonly ClassCheck[], error: Text): Round {
  return { student, results: checks.map((check): CheckResult => ({ check, verdict: "unknown" })), error, seconds: 0 };
}

/** The address under which checks reach published ports: a host publishes them on all its addresses, this machine on the class's own. */
export function publishedHost({ login, address }: Host): string {
  return login === undefined ? address : "localhost";
}

/** Exit status of a command that is not there. */
const notFound = 127;

function reason({ student, login }: Host, answer: Answer, engine: number | undefined): Text {
  const byHand = login === undefined ? "docker version" : asCalled(`npx lab exec --on ${student} -- docker version`);
  if (engine === notFound) {
    return login === undefined
      ? {
          ko: asCalled("docker가 설치되어 있지 않습니다. npx lab install로 설치합니다"),
          en: asCalled("docker is not installed; npx lab install installs it"),
        }
      : {
          ko: asCalled("docker가 설치되어 있지 않습니다. npx lab up으로 설치합니다"),
          en: asCalled("docker is not installed; npx lab up installs it"),
        };
  }
  if (engine !== undefined)
    return { ko: `Docker Engine이 응답하지 않습니다. 직접 확인: ${byHand}`, en: `the Engine does not answer. Try it by hand: ${byHand}` };
  const why = failureOf(answer);
  if (answer.kind === "unreachable" && login !== undefined) {
    const ssh = login.words.join(" ");
    const cause = (answer.hostKey === undefined ? answer.reason : why).replace(/\.$/, "");
    return { ko: `접속할 수 없습니다(${cause}). 직접 확인: ${ssh}`, en: `cannot be reached (${cause}). Try it by hand: ${ssh}` };
  }
  if (answer.kind === "timed out" && answer.during === "script")
    return { ko: `${answer.seconds}초 안에 응답이 끝나지 않았습니다`, en: `no full answer within ${amount(answer.seconds, "second")}` };
  return { ko: `응답이 완전하지 않습니다(${why})`, en: `gave no full answer (${why})` };
}
