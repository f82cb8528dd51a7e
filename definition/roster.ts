// Students from a count, a list or a CSV file.
import { createHash } from "node:crypto";
import { createRequire } from "node:module";
import { dirname, resolve } from "node:path";
import { t } from "../language/translate";
import type { Student } from "./class-definition";
import { type Finding, InputError } from "./errors";
import { name as nameSchema } from "./fields";
import { formatFinding, meant, parse } from "./findings";
import { readInput } from "./input-file";
import { plainLine } from "./plain-text";
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

export interface Roster {
  readonly students: readonly Student[];
  /** What the instructor should know. */
  readonly warnings: readonly Finding[];
}

interface Row {
  readonly line: number;
  readonly cells: Readonly<Partial<Record<Column, string>>>;
}

/**
 * A roster: CSV with a header, in any of `readInput`'s encodings. A row with only a person's name gets an id derived from it.
 * Columns of other names, such as a learning management system exports, are not used, which is a warning.
 * @throws InputError with one line per mistake: file, line, column, value, what is allowed.
 */
export function readRoster(file: string, labFile: string): Roster {
  const findings: Finding[] = [];
  const students: Student[] = [];
  const taken = new Map<string, Row>();
  const { rows, header } = readRows(file, readInput(resolve(dirname(labFile), file), next()));
  for (const row of rows) {
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
  return { students, warnings: unusedColumns(header).map((warning) => ({ ...warning, file, line: 1 })) };
}

function refuse(file: string, findings: readonly Finding[]): void {
  if (findings.length > 0) throw new InputError(findings.map((finding) => formatFinding(finding, file, 1)).join("\n"), next());
}

const require = createRequire(import.meta.url);

function readRows(file: string, text: string): { readonly rows: Row[]; readonly header: readonly string[] } {
  // only a class with a roster needs it
  const { parse: parseCsv } = require("csv-parse/sync") as typeof import("csv-parse/sync");
  let header: readonly string[] = [];
  let rows: { record: Row["cells"]; info: { lines: number } }[];
  try {
    rows = parseCsv(withoutSeparatorLine(text), {
      columns: (given: string[]) => {
        header = given;
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
  return {
    header,
    rows: rows.map(({ record, info }) => ({
      line: info.lines,
      cells: Object.fromEntries(
        Object.entries(record).flatMap(([column, cell]) => {
          const text = cell.trim().normalize("NFC");
          return text === "" ? [] : [[column, text]];
        }),
      ),
    })),
  };
}

function columnOf(header: string): Column | undefined {
  return columns.get(header.toLowerCase().replace(/[\s_-]/g, ""));
}

function headerFindings(header: readonly string[]): Finding[] {
  const seen = new Map<Column, string>();
  const twice = header.flatMap((cell): Finding[] => {
    const column = columnOf(cell);
    if (column === undefined) return [];
    const other = seen.get(column);
    seen.set(column, cell);
    return other === undefined ? [] : [{ path: [cell], message: t`means the same as the column ${other}; remove one of them` }];
  });
  if (seen.has("name") || seen.has("label")) return twice;
  const given = header.filter((cell) => cell !== "").map(shown);
  return [
    ...twice,
    { path: [], message: t`has no column name or label (아이디, 이름), which says who is in the class; it has ${given.join(", ")}` },
  ];
}

/** Columns that are not used, each with the known one that may have been meant, if the roster lacks that. */
function unusedColumns(header: readonly string[]): Finding[] {
  const used = new Set(header.map(columnOf));
  const unused = header.filter((cell) => cell !== "" && columnOf(cell) === undefined);
  if (unused.length === 0) return [];
  const lacking = [...columns].filter(([, column]) => !used.has(column)).map(([name]) => name);
  const named = unused.map((cell) => {
    const near = meant(cell.toLowerCase(), lacking);
    return near === "" ? shown(cell) : `${shown(cell)} (${near.replace(/^; /, "")})`;
  });
  const known = header.filter((cell) => columnOf(cell) !== undefined);
  return [{ path: [], message: t`has columns that are not used: ${named.join(", ")}; used are ${known.join(", ")}` }];
}

/** Header text from the file, safe to print on one line. */
function shown(cell: string): string {
  return plainLine(cell, 40);
}

/** What Excel writes before the header to name its delimiter. The line stays, empty, so that lines keep their numbers. */
function withoutSeparatorLine(text: string): string {
  return text.replace(/^sep=.(?=\r?\n)/i, "");
}

/** The delimiter that the header has outside its quotes. */
function delimiterOf(text: string): string {
  const [line = ""] = withoutSeparatorLine(text)
    .trimStart()
    .split(/\r?\n|\r/, 1);
  const header = line.replaceAll(/"[^"]*"/g, "");
  return ["\t", ";"].find((delimiter) => header.includes(delimiter)) ?? ",";
}

/**
 * A row with its id in lower case. Where it has none, or a person's name is in its place, the id is derived from that name:
 * the name itself if it is a valid id.
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
      : t`appears twice (line ${other.line} is the first); every student needs a name of their own`;
  return { line, value, message };
}
