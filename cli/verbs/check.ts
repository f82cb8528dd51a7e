// `lab check`: asks every student's Engine whether the exercises have been done, without Terraform or its state.
import { setTimeout as sleep } from "node:timers/promises";
import type { ClassDefinition } from "../../definition/class-definition";
import type { Workspace } from "../../workspace/workspace";
import { chosenScenarios } from "../chosen-scenarios";
import { exitCodeOf, jsonReport, junitReport, type Report, tableReport } from "../check-report";
import { askHost, classChecks, type ClassCheck, type Round } from "../../engine/check-round";
import { type EngineHost, engineHosts } from "../../engine/host";
import { result, say } from "../output";

export interface CheckContext {
  /** The class with the students that are to be asked. */
  readonly chosen: ClassDefinition;
  readonly workspace: Workspace;
  readonly signal: AbortSignal;
}

export interface CheckOptions {
  /** @default table */
  readonly output?: "table" | "json" | "junit";
  /** @default every scenario of the class */
  readonly scenario?: string;
  /** Ask again and again until the signal. @default false */
  readonly watch?: boolean;
  /** Seconds between the rounds of `watch`. @default 5 */
  readonly interval?: number;
  /** Seconds for all the checks of one student. @default 60 */
  readonly timeout?: number;
}

/** Asks and writes the report. Returns 0 when all pass, 1 when some do not, 2 when somebody could not be asked. */
export async function check(context: CheckContext, options: CheckOptions = {}): Promise<number> {
  const { chosen: definition, workspace, signal } = context;
  const { output = "table", watch = false, interval = 5 } = options;
  const checks = classChecks(chosenScenarios(definition, options.scenario));
  const hosts = await engineHosts(definition, workspace);
  for (;;) {
    const rounds = await askAll(definition, hosts, checks, { timeout: options.timeout ?? 60, signal, quiet: watch });
    if (watch && signal.aborted) return exitCodeOf(rounds);
    const report = { className: definition.name, language: definition.language, checks, rounds };
    if (watch && process.stdout.isTTY) process.stdout.write("\u001b[H\u001b[2J");
    result(write(output, report));
    if (!watch) return exitCodeOf(rounds);
    await sleep(interval * 1000, undefined, { signal }).catch(() => undefined);
    if (signal.aborted) return exitCodeOf(rounds);
  }
}

function write(output: "table" | "json" | "junit", report: Report): string {
  switch (output) {
    case "json":
      return jsonReport(report);
    case "junit":
      return junitReport(report);
    case "table":
      return tableReport(report);
  }
}

interface AskOptions {
  readonly timeout: number;
  readonly signal: AbortSignal;
  readonly quiet: boolean;
}

/** All students at once. Each answer is told as it comes, so that a host that hangs keeps nobody waiting for the others. */
async function askAll(
  { students, language }: ClassDefinition,
  hosts: readonly EngineHost[],
  checks: readonly ClassCheck[],
  { timeout, signal, quiet }: AskOptions,
): Promise<Round[]> {
  return Promise.all(
    students.map(async ({ name }) => {
      const host = hosts.find(({ student }) => student === name);
      const round = host ? await askHost(host, checks, { timeout, signal }) : withoutHost(name, checks);
      const yes = round.answers.filter((answer) => answer === "pass").length;
      if (!quiet && students.length > 1) say(`${name}: ${round.error ? round.error[language] : `${yes}/${checks.length}`}`);
      return round;
    }),
  );
}

function withoutHost(student: string, checks: readonly ClassCheck[]): Round {
  return {
    student,
    answers: checks.map(() => "unknown"),
    error: { ko: "아직 호스트가 없습니다. npx lab up으로 만듭니다", en: "has no host yet; npx lab up makes it" },
    seconds: 0,
  };
}
