// The results of a round of checks, as a table, CSV, JSON or JUnit XML.
import { csv } from "../definition/csv";
import { checkKey, type ClassCheck } from "../definition/scenario";
import type { Language, Text } from "../language/language";
import { type Mark, markOf, type Round } from "../engine/check-round";
import { type Progress, progressKey } from "../workspace/progress";
import { paint, table } from "./output";

export interface Report {
  readonly className: string;
  readonly language: Language;
  readonly checks: readonly ClassCheck[];
  /** In the roster's order. */
  readonly rounds: readonly Round[];
  /** What has passed, before or now. */
  readonly progress: Progress;
}

interface TableForm {
  /** Whether the hints are above the table. @default false */
  readonly isTableLast?: boolean;
}

const marks: Record<Mark, () => string> = {
  pass: () => paint("green", "✓"),
  earlier: () => paint("green", "✔"),
  fail: () => paint("red", "✗"),
  late: () => paint("red", "…"),
  unknown: () => paint("yellow", "?"),
};

const texts = {
  student: { ko: "학생", en: "student" },
  lab: { ko: "실습 환경", en: "the lab" },
  late: { ko: "시간 초과", en: "timed out" },
  legend: {
    ko: "✓ 지금 완료  ✔ 이전에 완료  ✗ 미완료  … 시간 초과  ? 확인하지 못함",
    en: "✓ now  ✔ done earlier  ✗ not yet  … timed out  ? not asked",
  },
} satisfies Record<string, Text>;

/** When a student's check first passed. */
function firstOf({ progress }: Pick<Report, "progress">, student: string, { scenario, id }: ClassCheck): string | undefined {
  return progress.get(progressKey(student, checkKey({ scenario, id })))?.first;
}

/**
 * 0 when every exercise is done, now or earlier; 2 when somebody could not be asked, else 1. Checks of the lab itself do not count.
 */
export function exitCodeOf(report: Pick<Report, "rounds" | "progress">): number {
  const { rounds } = report;
  const verdicts = rounds.flatMap(({ results }) => results.map(({ verdict }) => verdict));
  if (verdicts.includes("unknown") || rounds.some(({ error }) => error !== undefined)) return 2;
  const done = ({ student, results }: Round) =>
    results.every((result) => result.check.standing === true || ["pass", "earlier"].includes(markOf(report.progress, student, result)));
  return rounds.every(done) ? 0 : 1;
}

/**
 * Student × check: a mark for each exercise under its scenario, and the checks of the lab itself in a column of their own;
 * and each check that somebody still has to pass, with its hint: below the table, or above where that is what has to stay in view.
 */
export function tableReport(report: Report, { isTableLast = false }: TableForm = {}): string {
  const { language, checks, rounds } = report;
  const scenarios = [...new Set(checks.map(({ scenario }) => scenario))];
  const cell = ({ student, results }: Round, belongs: (check: ClassCheck) => boolean) => {
    const known = results.filter(({ check }) => belongs(check)).map((result) => markOf(report.progress, student, result));
    // what could not be asked at all is one mark
    return (known.length > 1 && known.every((mark) => mark === "unknown") ? known.slice(0, 1) : known)
      .map((mark) => marks[mark]())
      .join("");
  };
  const row = (round: Round) => [
    round.student,
    ...scenarios.map((scenario) => cell(round, (check) => check.scenario === scenario && check.standing !== true)),
    cell(round, (check) => check.standing === true),
  ];
  const summary = [
    table([texts.student[language], ...scenarios, texts.lab[language]], rounds.map(row)),
    texts.legend[language],
    ...rounds.flatMap(({ student, error }) => (error === undefined ? [] : [`\n${student}: ${error[language]}`])),
  ];
  const hints = checks.flatMap((check) => {
    const failed = rounds.flatMap(({ student, results }) =>
      results
        .filter((result) => result.check === check && ["fail", "late"].includes(markOf(report.progress, student, result)))
        .map(({ verdict }) => (verdict === "late" ? `${student} (${texts.late[language]})` : student)),
    );
    if (failed.length === 0) return [];
    const where = check.standing === true ? ` (${texts.lab[language]})` : "";
    return [
      `\n${paint("bold", checkKey(check))}  ${check.title[language]}${where}`,
      `  ✗ ${failed.join(", ")}`,
      `  ${check.hint[language]}`,
      ...rounds.flatMap(({ student, results }) =>
        results.flatMap((result) => (result.check === check && result.said !== undefined ? [`  ${student}: ${result.said}`] : [])),
      ),
    ];
  });
  return (isTableLast ? [...hints, ...(hints.length > 0 ? [""] : []), ...summary] : [...summary, ...hints]).join("\n").replace(/^\n/, "");
}

export function jsonReport(report: Report): string {
  const { className, language, rounds } = report;
  const students = rounds.map(({ student, results, error, seconds }) => ({
    student,
    seconds,
    ...(error && { error: error[language] }),
    checks: results.map(({ check, verdict, said }) => {
      const first = firstOf(report, student, check);
      return {
        ...{ scenario: check.scenario, id: check.id, title: check.title[language], standing: check.standing === true, answer: verdict },
        ...(first !== undefined && { first }),
        ...(verdict !== "pass" && { hint: check.hint[language] }),
        ...(said !== undefined && { said }),
      };
    }),
  }));
  return JSON.stringify({ class: className, students }, null, 2);
}

/** A line for each student and check, for a spreadsheet: RFC 4180. */
export function csvReport(report: Report): string {
  const rows = report.rounds.flatMap(({ student, results }) =>
    results.map((result) => {
      const { scenario, id, standing } = result.check;
      const kind = standing === true ? "lab" : "exercise";
      return [student, scenario, id, kind, markOf(report.progress, student, result), firstOf(report, student, result.check) ?? ""];
    }),
  );
  return csv([["student", "scenario", "check", "kind", "answer", "first"], ...rows]);
}

/** JUnit's XML as CI systems read it: a suite per student, a case per check. */
export function junitReport(report: Report): string {
  const { className, language, rounds } = report;
  const marked = ({ student, results }: Round) => results.map((result) => markOf(report.progress, student, result));
  const totals = (all: readonly Mark[]) => {
    const count = (...kinds: Mark[]) => all.filter((mark) => kinds.includes(mark)).length;
    return `tests="${all.length}" failures="${count("fail", "late")}" errors="${count("unknown")}"`;
  };
  const suites = rounds.map((round) => {
    const { student, results, error, seconds } = round;
    const cases = results.map((result) => testCase(result.check, markOf(report.progress, student, result), language, error));
    const suite = `  <testsuite name=${attribute(student)} ${totals(marked(round))} time="${seconds.toFixed(3)}">`;
    return [suite, ...cases, "  </testsuite>"].join("\n");
  });
  const all = totals(rounds.flatMap(marked));
  return ['<?xml version="1.0" encoding="UTF-8"?>', `<testsuites name=${attribute(className)} ${all}>`, ...suites, "</testsuites>"].join(
    "\n",
  );
}

function testCase({ scenario, id, title, hint }: ClassCheck, mark: Mark, language: Language, error: Text | undefined): string {
  const name = `<testcase classname=${attribute(scenario)} name=${attribute(`${id}: ${title[language]}`)}`;
  switch (mark) {
    case "pass":
    case "earlier":
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
  // characters that XML 1.0 cannot represent at all
  // eslint-disable-next-line no-control-regex
  const held = text.replace(/[\u0000-\u001f\u007f-\u009f\ud800-\udfff\ufffe\uffff]/gu, " ");
  return `"${held.replace(/[&<>"]/g, (character) => entities.get(character) ?? character)}"`;
}
