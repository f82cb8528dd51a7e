// What a round of checks says, as a table, JSON or JUnit XML.
import type { ClassCheck, Language, Text } from "../definition/scenario";
import type { CheckResult, Round } from "../engine/check-round";
import type { Verdict } from "../provisioning/check-round";
import { paint, table } from "./output";

export interface Report {
  readonly className: string;
  readonly language: Language;
  readonly checks: readonly ClassCheck[];
  /** In the roster's order. */
  readonly rounds: readonly Round[];
}

const marks: Record<Verdict, () => string> = {
  pass: () => paint("green", "✓"),
  fail: () => paint("red", "✗"),
  late: () => paint("red", "…"),
  unknown: () => paint("yellow", "?"),
};

const texts = {
  student: { ko: "학생", en: "student" },
  late: { ko: "시간 초과", en: "timed out" },
  legend: { ko: "✓ 예  ✗ 아니요  … 시간 초과  ? 확인하지 못함", en: "✓ yes  ✗ no  … timed out  ? not asked" },
} satisfies Record<string, Text>;

/** 0 when every answer is yes, 2 when one is missing, else 1. */
export function exitCodeOf(rounds: readonly Round[]): number {
  const verdicts = rounds.flatMap(({ results }) => results.map(({ verdict }) => verdict));
  if (verdicts.includes("unknown") || rounds.some(({ error }) => error !== undefined)) return 2;
  return verdicts.every((verdict) => verdict === "pass") ? 0 : 1;
}

/** Student × check: a mark for each check under its scenario, then each check that not everybody passed, with its hint. */
export function tableReport({ language, checks, rounds }: Report): string {
  const scenarios = [...new Set(checks.map(({ scenario }) => scenario))];
  const cell = ({ results }: Round, scenario: string) =>
    results.flatMap(({ check, verdict }) => (check.scenario === scenario ? [marks[verdict]()] : [])).join("");
  return [
    table(
      [texts.student[language], ...scenarios],
      rounds.map((round) => [round.student, ...scenarios.map((scenario) => cell(round, scenario))]),
    ),
    texts.legend[language],
    ...rounds.flatMap(({ student, error }) => (error === undefined ? [] : [`\n${student}: ${error[language]}`])),
    ...checks.flatMap((check) => {
      const failed = rounds.flatMap(({ student, results }) =>
        results
          .filter((result) => result.check === check && (result.verdict === "fail" || result.verdict === "late"))
          .map(({ verdict }) => (verdict === "late" ? `${student} (${texts.late[language]})` : student)),
      );
      if (failed.length === 0) return [];
      return [
        `\n${paint("bold", `${check.scenario}/${check.id}`)}  ${check.title[language]}`,
        `  ✗ ${failed.join(", ")}`,
        `  ${check.hint[language]}`,
      ];
    }),
  ].join("\n");
}

export function jsonReport({ className, language, rounds }: Report): string {
  const students = rounds.map(({ student, results, error, seconds }) => ({
    student,
    seconds,
    ...(error && { error: error[language] }),
    checks: results.map(({ check: { scenario, id, title, hint }, verdict }) => ({
      ...{ scenario, id, title: title[language], answer: verdict },
      ...(verdict !== "pass" && { hint: hint[language] }),
    })),
  }));
  return JSON.stringify({ class: className, students }, null, 2);
}

/** JUnit's XML as CI systems read it: a suite per student, a case per check. */
export function junitReport({ className, language, rounds }: Report): string {
  const count = (results: readonly CheckResult[], ...kinds: Verdict[]) => results.filter(({ verdict }) => kinds.includes(verdict)).length;
  const totals = (results: readonly CheckResult[]) =>
    `tests="${results.length}" failures="${count(results, "fail", "late")}" errors="${count(results, "unknown")}"`;
  const suites = rounds.map(({ student, results, error, seconds }) => {
    const cases = results.map((result) => testCase(result, language, error));
    const suite = `  <testsuite name=${attribute(student)} ${totals(results)} time="${seconds.toFixed(3)}">`;
    return [suite, ...cases, "  </testsuite>"].join("\n");
  });
  const all = totals(rounds.flatMap(({ results }) => results));
  return ['<?xml version="1.0" encoding="UTF-8"?>', `<testsuites name=${attribute(className)} ${all}>`, ...suites, "</testsuites>"].join(
    "\n",
  );
}

function testCase({ check: { scenario, id, title, hint }, verdict }: CheckResult, language: Language, error: Text | undefined): string {
  const name = `<testcase classname=${attribute(scenario)} name=${attribute(`${id}: ${title[language]}`)}`;
  switch (verdict) {
    case "pass":
      return `    ${name}/>`;
    case "unknown":
      return `    ${name}><error message=${attribute(error?.[language] ?? "")}/></testcase>`;
    case "late":
      return `    ${name}><failure type="timeout" message=${attribute(hint[language])}/></testcase>`;
    case "fail":
      return `    ${name}><failure message=${attribute(hint[language])}/></testcase>`;
  }
}

function attribute(text: string): string {
  const entities = new Map([
    ["&", "&amp;"],
    ["<", "&lt;"],
    [">", "&gt;"],
    ['"', "&quot;"],
  ]);
  // characters that XML 1.0 cannot hold in any form
  // eslint-disable-next-line no-control-regex
  const held = text.replace(/[\u0000-\u001f\u007f-\u009f\ud800-\udfff\ufffe\uffff]/gu, " ");
  return `"${held.replace(/[&<>"]/g, (character) => entities.get(character) ?? character)}"`;
}
