// A check that passed once stays recorded: for each student and check, when it first passed, and how often it passed and failed since.
import { z } from "zod";
import { parseJson } from "../definition/json";
import type { Workspace } from "./workspace";

const file = "progress.jsonl";

const entry = z.object({
  student: z.string(),
  /** scenario/check */
  check: z.string(),
  /** ISO 8601, the first time it was green. */
  first: z.string(),
  /** Answers since then, the first one among them. */
  passed: z.int(),
  failed: z.int(),
});

export type ProgressEntry = z.output<typeof entry>;

/** By student and check: `kim nginx/hello`. */
export type Progress = ReadonlyMap<string, ProgressEntry>;

export interface ProgressAnswer {
  readonly student: string;
  /** scenario/check */
  readonly check: string;
  readonly passed: boolean;
}

export const progressKey = (student: string, check: string) => `${student} ${check}`;

/** A line that cannot be read, such as one that was cut off, is left out. */
export function readProgress(workspace: Workspace): Progress {
  const entries = (workspace.read(file) ?? "").split("\n").flatMap((line) => {
    const read = entry.safeParse(parseJson(line));
    return read.success ? [read.data] : [];
  });
  return new Map(entries.map((each) => [progressKey(each.student, each.check), each]));
}

/** Adds answers to what is known, and returns all of it. A check that was never green leaves no line. */
export function recordProgress(workspace: Workspace, answers: readonly ProgressAnswer[], now = new Date()): Progress {
  const known = new Map(readProgress(workspace));
  for (const { student, check, passed } of answers) {
    const key = progressKey(student, check);
    const before = known.get(key) ?? (passed ? { student, check, first: now.toISOString(), passed: 0, failed: 0 } : undefined);
    if (before) known.set(key, { ...before, passed: before.passed + Number(passed), failed: before.failed + Number(!passed) });
  }
  if (known.size > 0) workspace.write(file, Array.from(known.values(), (each) => `${JSON.stringify(each)}\n`).join(""));
  return known;
}
