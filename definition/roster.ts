// Students from a count, a list or a CSV file.
import { createHash } from "node:crypto";
import { createRequire } from "node:module";
import { dirname, resolve } from "node:path";
import { t } from "../language/translate";
import type { Student } from "./class-definition";
import { type Finding, InputError } from "./errors";
import { name as nameSchema } from "./fields";
import { formatFinding, parse, suggestion } from "./findings";
import { readInput } from "./input-file";
import { student } from "./schema";
import { withoutUndefined } from "./without-undefined";

type Column = "name" | "label" | "key" | "github";

/** Headers of a roster, in lower case without spaces. */
const columns: ReadonlyMap<string, Column> = new Map<string, Column>([
  ["name", "name"],
  ["id", "name"],
  ["아이디", "name"],
  ["학번", "name"],
  ["label", "label"],
  ["이름", "label"],
  ["성명", "label"],
  ["학생", "label"],
  ["key", "key"],
  ["키", "key"],
  ["공개키", "key"],
  ["ssh키", "key"],
  ["github", "github"],
  ["깃허브", "github"],
  ["깃헙", "github"],
]);

const next = () =>
  t`A roster has a header of name, label, key, github (or 아이디, 이름, 키, 깃허브), then a line per student, separated by commas, semicolons or tabs`;

/** Students `student-1` to `student-N`: unpadded, so that a larger class renames nobody. */
export function numbered(count: number): Student[] {
  return Array.from({ length: count }, (_, at) => ({ name: `student-${at + 1}` }));
}

interface Row {
  readonly line: number;
  readonly cells: Readonly<Partial<Record<Column, string>>>;
}

/**
 * A roster: CSV with a header, in any of `readInput`'s encodings. A row with a person's name alone gets an id that is made of it.
 * @throws InputError with one line per mistake: file, line, column, value, what is allowed.
 */
export function readRoster(file: string, labFile: string): Student[] {
  const findings: Finding[] = [];
  const students: Student[] = [];
  const taken = new Map<string, Row>();
  for (const row of readRows(file, readInput(resolve(dirname(labFile), file), next()))) {
    const given = identified(row.cells);
    const result = parse(student, given);
    if ("findings" in result) {
      findings.push(...result.findings.map((finding) => ({ ...finding, line: row.line })));
      continue;
    }
    const { name } = result.data;
    const other = taken.get(name);
    if (other) findings.push({ path: [row.cells.name === undefined ? "label" : "name"], ...twice(row, other) });
    taken.set(name, row);
    students.push(withoutUndefined(result.data));
  }
  refuse(file, findings);
  if (students.length === 0) throw new InputError(t`${file}: has no students`, next());
  return students;
}

function refuse(file: string, findings: readonly Finding[]): void {
  if (findings.length > 0) throw new InputError(findings.map((finding) => formatFinding(finding, file, 1)).join("\n"), next());
}

const require = createRequire(import.meta.url);

function readRows(file: string, text: string): Row[] {
  // only a class with a roster needs it
  const { parse: parseCsv } = require("csv-parse/sync") as typeof import("csv-parse/sync");
  let rows: { record: Row["cells"]; info: { lines: number } }[];
  try {
    rows = parseCsv(withoutSeparatorLine(text), {
      columns: (header: string[]) => {
        refuse(file, headerFindings(header));
        return header.map((cell) => columnOf(cell) ?? false);
      },
      delimiter: delimiterOf(text),
      skip_empty_lines: true,
      skip_records_with_empty_values: true,
      trim: true,
      info: true,
    });
  } catch (error) {
    if (error instanceof InputError) throw error;
    throw new InputError(t`${file}: is not CSV: ${(error as Error).message}`, next());
  }
  return rows.map(({ record, info }) => ({
    line: info.lines,
    cells: Object.fromEntries(
      Object.entries(record).flatMap(([column, cell]) => {
        const text = cell.trim().normalize("NFC");
        return text === "" ? [] : [[column, text]];
      }),
    ),
  }));
}

function columnOf(header: string): Column | undefined {
  return columns.get(header.toLowerCase().replace(/[\s_-]/g, ""));
}

function headerFindings(header: readonly string[]): Finding[] {
  const seen = new Map<Column, string>();
  return header.flatMap((cell): Finding[] => {
    if (cell === "") return [];
    const column = columnOf(cell);
    if (column === undefined) return [{ path: [cell], message: t`is not a column of a roster${suggestion(cell, [...columns.keys()])}` }];
    const other = seen.get(column);
    seen.set(column, cell);
    return other === undefined ? [] : [{ path: [cell], message: t`means the same as the column ${other}; take one of them out` }];
  });
}

/** What Excel writes before the header to name its delimiter. The line stays, empty, so that lines keep their numbers. */
function withoutSeparatorLine(text: string): string {
  return text.replace(/^sep=.(?=\r?\n)/i, "");
}

/** The header has no delimiter in its cells, so the one that is in it is the file's. */
function delimiterOf(text: string): string {
  const header =
    withoutSeparatorLine(text)
      .trimStart()
      .split(/\r?\n|\r/, 1)[0] ?? "";
  return ["\t", ";"].find((delimiter) => header.includes(delimiter)) ?? ",";
}

/**
 * A row with its id in lower case. Where it has none, or a person's name stands in its place, the id is made of that name:
 * the name itself if it can be one.
 */
function identified(cells: Row["cells"]): Row["cells"] {
  const { name, label } = cells;
  if (name !== undefined && !hasOtherLetters(name)) return { ...cells, name: name.toLowerCase() };
  const person = name ?? label;
  if (person === undefined) return cells;
  const id = person.toLowerCase();
  return { ...cells, name: nameSchema.safeParse(id).success ? id : idOf(person), label: label ?? person };
}

/** Letters that no id has, such as Hangul. */
function hasOtherLetters(text: string): boolean {
  return /(?![A-Za-z])\p{L}/u.test(text);
}

/** An id that depends on a person's name alone: not on the row, nor on who else is in the class. */
function idOf(person: string): string {
  return `s-${createHash("sha256").update(person.replace(/\s+/g, " ")).digest("hex").slice(0, 6)}`;
}

function twice({ line, cells }: Row, other: Row): Omit<Finding, "path"> {
  const value = cells.name ?? cells.label;
  const message =
    cells.name === undefined
      ? t`makes the same id as line ${other.line}; give both an id of their own in a column 아이디 (or name)`
      : t`is there twice (line ${other.line} is the first); every student needs a name of their own`;
  return { line, value, message };
}
