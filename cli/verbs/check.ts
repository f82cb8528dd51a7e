// `lab check`: asks every student's Engine whether the exercises have been done, without Terraform or its state.
import { setTimeout as sleep } from "node:timers/promises";
import pLimit from "p-limit";
import { labsFolder } from "../../classroom/labs-folder";
import { hostsAtOnce } from "../../definition/limits";
import type { ClassCheck } from "../../definition/scenario";
import { asCalled } from "../../language/called";
import type { Text } from "../../language/language";
import { t } from "../../language/translate";
import { targetOf } from "../../deploy/targets";
import { answersOf, askHost, type Round, unasked } from "../../engine/check-round";
import type { Host } from "../../engine/host";
import { roundsAddress } from "../../serve/one-server";
import { servedRounds } from "../../serve/rounds-port";
import { changeUnderWay, underWayText } from "../../workspace/lock";
import { readProgress, recordProgress } from "../../workspace/progress";
import { chosenScenarios } from "../../stacks/scenarios/chosen";
import { classChecks } from "../../stacks/scenarios/class-checks";
import { csvReport, exitCodeOf, jsonReport, junitReport, type Report, tableReport } from "../check-report";
import type { CliContext } from "../context";
import { result, say } from "../output";

export type CheckContext = Pick<CliContext, "definition" | "chosen" | "workspace" | "signal">;

export interface CheckOptions {
  /** @default table */
  readonly output?: "table" | "json" | "csv" | "junit";
  /** @default every scenario of the class */
  readonly scenario?: string;
  /** Whether to ask again and again until the signal; while `lab serve` runs, only that asks the hosts. @default false */
  readonly watch?: boolean;
  /** Seconds between the rounds of `watch`. @default 5 */
  readonly interval?: number;
  /** Seconds for all the checks of one student. @default 60 */
  readonly timeout?: number;
}

const noHost = (): Text => ({
  ko: asCalled("실행 중인 호스트가 아직 없습니다. npx lab up으로 만듭니다"),
  en: asCalled("has no running host yet; npx lab up makes one"),
});

/** Asks, records what passed, and writes the report. Returns 0 when every exercise is done, 1 when some are not, 2 when somebody could not be asked. */
export async function check(context: CheckContext, options: CheckOptions = {}): Promise<number> {
  const { definition, chosen, workspace, signal } = context;
  const { output = "table", watch = false, interval = 5 } = options;
  const checks = classChecks(chosenScenarios(definition, options.scenario), labsFolder(definition, workspace));
  const underWay = changeUnderWay(workspace);
  if (underWay) say(underWayText(underWay));
  const hosts = await targetOf(definition, workspace).hosts();
  for (;;) {
    const served = watch ? await roundsOfServer(context, checks) : undefined;
    const rounds = served ?? (await askAll(chosen, hosts, checks, { timeout: options.timeout ?? 60, signal, quiet: watch }));
    const progress = served ? readProgress(workspace) : recordProgress(workspace, rounds.flatMap(answersOf));
    const report = { className: definition.name, language: definition.language, checks, rounds, progress };
    if (watch && signal.aborted) return exitCodeOf(report);
    if (watch && process.stdout.isTTY) process.stdout.write("\u001b[H\u001b[2J");
    result(write(output, report, { isTableLast: watch }));
    if (!watch) return exitCodeOf(report);
    await sleep(interval * 1000, undefined, { signal }).catch(() => undefined);
    if (signal.aborted) return exitCodeOf(report);
  }
}

/** The rounds of a running `lab serve`: the hosts are asked once, however many are watching. */
async function roundsOfServer({ chosen, workspace, signal }: CheckContext, checks: readonly ClassCheck[]): Promise<Round[] | undefined> {
  const address = roundsAddress(workspace);
  const students = chosen.students.map(({ name }) => name);
  return address && servedRounds(address, students, checks, signal);
}

function write(output: NonNullable<CheckOptions["output"]>, report: Report, form: { readonly isTableLast: boolean }): string {
  switch (output) {
    case "json":
      return jsonReport(report);
    case "csv":
      return csvReport(report);
    case "junit":
      return junitReport(report);
    case "table":
      return tableReport(report, form);
  }
}

interface AskOptions {
  readonly timeout: number;
  readonly signal: AbortSignal;
  readonly quiet: boolean;
}

/** All students. Each answer is reported as it comes, so that a host that hangs keeps nobody waiting for the others. */
async function askAll(
  { students }: CheckContext["chosen"],
  hosts: readonly Host[],
  checks: readonly ClassCheck[],
  { timeout, signal, quiet }: AskOptions,
): Promise<Round[]> {
  const limit = pLimit(hostsAtOnce);
  return Promise.all(
    students.map(({ name }) =>
      limit(async () => {
        const host = hosts.find(({ student }) => student === name);
        const round = host ? await askHost(host, checks, { timeout, signal }) : unasked(name, checks, noHost());
        const exercises = round.results.filter(({ check }) => check.standing !== true);
        const passed = exercises.filter(({ verdict }) => verdict === "pass").length;
        if (!quiet && students.length > 1) say(`${name}: ${round.error ? t`could not be asked` : `${passed}/${exercises.length}`}`);
        return round;
      }),
    ),
  );
}
