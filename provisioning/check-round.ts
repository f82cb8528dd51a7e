// One round of checks as a script: all the checks of a host over a single connection, and the reader of its answers.
import type { Check } from "../definition/scenario";
import { gatherContainers } from "./engine-facts";
import { asking, capture, defaultTimeout, lastLine } from "./lab-check";
import { labsWord } from "./labs-folder";
import { quote, shellCommand } from "./shell";

/** `pass` and `fail` are the check's answer; `late` is a check that timed out, which counts as no; `unknown` was not answered at all. */
export type Verdict = "pass" | "fail" | "late" | "unknown";

/**
 * Each check runs in a shell of its own with its time limit, no input and no output, so nothing that it runs can write where the
 * answers are read; the marker, which it does not know, distinguishes the answers from all other text. `labsFolder` is the folder of the
 * exercise files, `~/labs` by default.
 */
export function roundScript(checks: readonly Check[], marker: string, labHost: string, labsFolder?: string): string {
  return `${[
    `LAB_HOST=${quote(labHost)}`,
    `LAB_FILES=${labsWord(labsFolder)}`,
    'LAB_ANSWERS="$LAB_FILES/answers"',
    "export LAB_HOST LAB_FILES LAB_ANSWERS",
    asking,
    `answer() { printf '%s %s %s\\n' ${marker} "$1" "$2"; }`,
    `ask() { limited "$2" sh -c "$3" </dev/null >/dev/null 2>&1; answer "$1" $?; }`,
    ...(checks.some(({ says }) => says) ? [tell(marker)] : []),
    `limited 10 docker version </dev/null >/dev/null 2>&1 || { answer engine $?; exit 0; }`,
    "LAB_CONTAINERS=$(mktemp) && export LAB_CONTAINERS || exit 1",
    `trap 'rm -f "$LAB_CONTAINERS" "$LAB_CONTAINERS.said"' EXIT`,
    `limited 20 ${shellCommand(gatherContainers)} </dev/null >/dev/null 2>&1 || { answer engine $?; exit 0; }`,
    ...checks.map(({ script, says, timeout = defaultTimeout }, at) => `${says ? "tell" : "ask"} ${at} ${timeout} ${quote(script)}`),
    "answer end 0",
  ].join("\n")}\n`;
}

/** Like `ask`; when the answer is no, it also prints the last line of the check's output, after the marker. */
function tell(marker: string): string {
  return `tell() {
  ${capture('"$2"', '"$3"', '"$LAB_CONTAINERS.said"')}
  status=$?
  [ "$status" = 0 ] || printf '%s said %s %s\\n' ${marker} "$1" "$(${lastLine('"$LAB_CONTAINERS.said"')})"
  answer "$1" "$status"
}`;
}

export interface RoundOutput {
  /** By the check's place in the script. */
  readonly verdicts: readonly Verdict[];
  readonly ended: boolean;
  /** Status of an Engine that did not answer. @default it answered */
  readonly engine?: number;
  /** The last line of each check that failed, by its place in the script: not yet safe for a terminal. */
  readonly said: ReadonlyMap<number, string>;
}

/** Reads the marked lines of a round; if a check has two answers, the first counts. */
export function readRound(stdout: string, marker: string, count: number): RoundOutput {
  const statuses = new Map<string, number>();
  const said = new Map<number, string>();
  for (const line of stdout.split("\n")) {
    const [, place, words = ""] = /^said (\d{1,4}) (.+)$/.exec(line.startsWith(`${marker} `) ? line.slice(marker.length + 1) : "") ?? [];
    if (place !== undefined) said.set(Number(place), words);
    const [, what, status] = /^(\S+) (\d{1,3})$/.exec(line.startsWith(`${marker} `) ? line.slice(marker.length + 1) : "") ?? [];
    if (what !== undefined && !statuses.has(what)) statuses.set(what, Number(status));
  }
  const engine = statuses.get("engine");
  return {
    verdicts: Array.from({ length: count }, (_, at) => verdictOf(statuses.get(String(at)))),
    ended: statuses.has("end"),
    said,
    ...(engine !== undefined && { engine }),
  };
}

/** timeout ends with 124, or 137 where it had to kill; perl's alarm with 142. */
function verdictOf(status: number | undefined): Verdict {
  if (status === undefined) return "unknown";
  if (status === 0) return "pass";
  return [124, 137, 142].includes(status) ? "late" : "fail";
}
