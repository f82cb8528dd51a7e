// Students from a count, a list or a CSV file.
import { dirname, resolve } from "node:path";
import { parse as parseCsv } from "csv-parse/sync";
import type { Student } from "./class-definition";
import { type Finding, InputError } from "./errors";
import { formatFinding, parse } from "./findings";
import { student } from "./schema";
import { readInput } from "./yaml-file";

/** Students `student-1` to `student-N`: unpadded, so that a larger class renames nobody. */
export function numbered(count: number): Student[] {
  return Array.from({ length: count }, (_, at) => ({ name: `student-${at + 1}` }));
}

/**
 * A roster: CSV with a header of `name` and any of `label`, `key`, `github`, in UTF-8 (a byte order mark is taken off).
 * Throws InputError with one line per mistake.
 */
export function readRoster(file: string, labFile: string): Student[] {
  const path = resolve(dirname(labFile), file);
  const next = "A roster is CSV: a line `name,label,github`, then a line per student";
  const text = readInput(path, next);
  let rows: { record: Record<string, string>; info: { lines: number } }[];
  try {
    rows = parseCsv(text, {
      bom: true,
      columns: (header: string[]) => header.map((cell) => cell.trim().toLowerCase()),
      skip_empty_lines: true,
      trim: true,
      info: true,
    });
  } catch (error) {
    throw new InputError(`${file}: is not CSV: ${(error as Error).message}`, next);
  }
  if (rows.length === 0) throw new InputError(`${file}: has no students`, next);
  const findings: Finding[] = [];
  const students = rows.flatMap(({ record, info }) => {
    const given = Object.fromEntries(Object.entries(record).filter(([, value]) => value !== ""));
    const result = parse(student, given);
    if ("data" in result) return [result.data as Student];
    findings.push(...result.findings.map((finding) => ({ ...finding, line: info.lines })));
    return [];
  });
  if (findings.length > 0) {
    throw new InputError(findings.map((finding) => formatFinding(finding, file, 1)).join("\n"), next);
  }
  return students;
}
