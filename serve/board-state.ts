// What the board shows of each student: exercises done, and since when nothing more was done.
import { checkKey, type ClassCheck } from "../definition/scenario";
import type { Language } from "../language/language";
import { plainLine } from "../definition/plain-text";
import { type Mark as AnswerMark, markOf, type Round } from "../engine/check-round";
import { type Progress, progressKey } from "../workspace/progress";

/** `now`: passed in the last round. `earlier`: passed once before. */
export type Mark = "now" | "earlier" | "not yet" | "unknown";

export interface CheckMark {
  readonly id: string;
  readonly title: string;
  readonly mark: Mark;
  /** Whether it only checks the lab itself. */
  readonly standing: boolean;
  /** What to do. @default it has passed */
  readonly hint?: string;
}

export interface ScenarioMarks {
  readonly scenario: string;
  readonly done: number;
  readonly total: number;
  readonly checks: readonly CheckMark[];
}

export interface StudentMarks {
  readonly scenarios: readonly ScenarioMarks[];
  /** Why not every check could be asked. @default all were */
  readonly error?: string;
}

export interface MarksProps {
  readonly student: string;
  readonly checks: readonly ClassCheck[];
  readonly round: Round | undefined;
  readonly progress: Progress;
  readonly language: Language;
}

/** By scenario, in the class's order. */
export function marksOf({ student, checks, round, progress, language }: MarksProps): StudentMarks {
  const verdicts = new Map(round?.results.map(({ check, verdict }) => [check, verdict]));
  const scenarios = [...new Set(checks.map(({ scenario }) => scenario))].map((scenario): ScenarioMarks => {
    const own = checks.filter((check) => check.scenario === scenario);
    const marks = own.map((check): CheckMark => {
      const mark = shown[markOf(progress, student, { check, verdict: verdicts.get(check) ?? "unknown" })];
      const standing = check.standing === true;
      const green = mark === "now" || mark === "earlier";
      return { id: check.id, title: check.title[language], mark, standing, ...(!green && { hint: check.hint[language] }) };
    });
    const exercises = marks.filter(({ standing }) => !standing);
    const done = exercises.filter(({ mark }) => mark === "now" || mark === "earlier");
    return { scenario, done: done.length, total: exercises.length, checks: marks };
  });
  // part of it is the host's own text
  return { scenarios, ...(round?.error && { error: plainLine(round.error[language]) }) };
}

/** The marks of the board, by answer. */
const shown: Readonly<Record<AnswerMark, Mark>> = { pass: "now", earlier: "earlier", fail: "not yet", late: "not yet", unknown: "unknown" };

/**
 * Since when a student has completed no further exercise, ISO 8601: the last time one passed for the first time, but not
 * before `began`. Undefined when all are done.
 */
export function stuckSince(
  { student, checks, progress }: Pick<MarksProps, "student" | "checks" | "progress">,
  began: string,
): string | undefined {
  const exercises = checks.filter(({ standing }) => standing !== true);
  const firsts = exercises.map((check) => progress.get(progressKey(student, checkKey(check)))?.first);
  if (firsts.every((first) => first !== undefined)) return undefined;
  return firsts.reduce<string>((latest, first) => (first !== undefined && first > latest ? first : latest), began);
}
