// What a round of checks says, as a table, JSON or JUnit XML.
import type { Text } from "../definition/scenario";
import type { Language } from "../classroom/guide-text";
import { paint, table } from "./output";
import type { Answer, ClassCheck, Round } from "../engine/check-round";

export interface Report {
  readonly className: string;
  readonly language: Language;
  readonly checks: readonly ClassCheck[];
  /** In the roster's order. */
  readonly rounds: readonly Round[];
}

const marks: Record<Answer, () => string> = {
  pass: () => paint("green", "✓"),
  fail: () => paint("red", "✗"),
  late: () => paint("red", "…"),
  unknown: () => paint("yellow", "?"),
};

const texts = {
  student: { ko: "학생", en: "student" },
  late: { ko: "시간 초과", en: "time was up" },
  legend: { ko: "✓ 예  ✗ 아니요  … 시간 초과  ? 확인하지 못함", en: "✓ yes  ✗ no  … time was up  ? not asked" },
} satisfies Record<string, Text>;

/** 0 when every answer is yes, 2 when one is missing, else 1. */
export function exitCodeOf(rounds: readonly Round[]): number {
  const answers = rounds.flatMap((round) => round.answers);
  if (answers.includes("unknown") || rounds.some(({ error }) => error !== undefined)) return 2;
  return answers.every((answer) => answer === "pass") ? 0 : 1;
}

/** Student × check: a mark for each check under its scenario, then each check that not everybody passed, with its hint. */
export function tableReport({ language, checks, rounds }: Report): string {
  const scenarios = [...new Set(checks.map(({ scenario }) => scenario))];
  const cell = ({ answers }: Round, scenario: string) =>
    checks.map((check, at) => (check.scenario === scenario ? marks[answers[at] ?? "unknown"]() : "")).join("");
  return [
    table(
      [texts.student[language], ...scenarios],
      rounds.map((round) => [round.student, ...scenarios.map((scenario) => cell(round, scenario))]),
    ),
    texts.legend[language],
    ...rounds.flatMap(({ student, error }) => (error === undefined ? [] : [`\n${student}: ${error[language]}`])),
    ...checks.flatMap((check, at) => {
      const failed = rounds.filter(({ answers }) => answers[at] === "fail" || answers[at] === "late");
      if (failed.length === 0) return [];
      const who = failed.map(({ student, answers }) => (answers[at] === "late" ? `${student} (${texts.late[language]})` : student));
      return [
        `\n${paint("bold", `${check.scenario}/${check.id}`)}  ${check.title[language]}`,
        `  ✗ ${who.join(", ")}`,
        `  ${check.hint[language]}`,
      ];
    }),
  ].join("\n");
}

export function jsonReport({ className, language, checks, rounds }: Report): string {
  const students = rounds.map(({ student, answers, error, seconds }) => ({
    student,
    seconds,
    ...(error && { error: error[language] }),
    checks: checks.map(({ scenario, id, title, hint }, at) => {
      const answer = answers[at] ?? "unknown";
      return { scenario, id, title: title[language], answer, ...(answer !== "pass" && { hint: hint[language] }) };
    }),
  }));
  return JSON.stringify({ class: className, students }, null, 2);
}

/** JUnit's XML as CI systems read it: a suite per student, a case per check. */
export function junitReport({ className, language, checks, rounds }: Report): string {
  const count = (answers: readonly Answer[], ...kinds: Answer[]) => answers.filter((answer) => kinds.includes(answer)).length;
  const totals = (answers: readonly Answer[]) =>
    `tests="${answers.length}" failures="${count(answers, "fail", "late")}" errors="${count(answers, "unknown")}"`;
  const suites = rounds.map(({ student, answers, error, seconds }) => {
    const cases = checks.map(({ scenario, id, title, hint }, at) => {
      const name = `<testcase classname=${attribute(scenario)} name=${attribute(`${id}: ${title[language]}`)}`;
      switch (answers[at] ?? "unknown") {
        case "pass":
          return `    ${name}/>`;
        case "unknown":
          return `    ${name}><error message=${attribute(error?.[language] ?? "")}/></testcase>`;
        case "late":
          return `    ${name}><failure type="timeout" message=${attribute(hint[language])}/></testcase>`;
        case "fail":
          return `    ${name}><failure message=${attribute(hint[language])}/></testcase>`;
      }
    });
    const suite = `  <testsuite name=${attribute(student)} ${totals(answers)} time="${seconds.toFixed(3)}">`;
    return [suite, ...cases, "  </testsuite>"].join("\n");
  });
  const all = totals(rounds.flatMap(({ answers }) => answers));
  return ['<?xml version="1.0" encoding="UTF-8"?>', `<testsuites name=${attribute(className)} ${all}>`, ...suites, "</testsuites>"].join(
    "\n",
  );
}

function attribute(text: string): string {
  const entities: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };
  // characters that XML 1.0 cannot hold in any form
  // eslint-disable-next-line no-control-regex
  const held = text.replace(/[\u0000-\u001f\u007f-\u009f\ud800-\udfff\ufffe\uffff]/gu, " ");
  return `"${held.replace(/[&<>"]/g, (character) => entities[character] ?? character)}"`;
}
