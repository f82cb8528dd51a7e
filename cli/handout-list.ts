// roster.csv in a folder with hand-outs: where each student's zip is, for mailing them.
import { existsSync } from "node:fs";
import { join } from "node:path";
import { parse } from "csv-parse/sync";
import { z } from "zod";
import type { ClassDefinition } from "../definition/class-definition";
import { spreadsheet } from "../definition/csv";
import { readInput } from "../definition/input-file";
import { handoutFolder } from "../classroom/handout";
import { writeOwn } from "./write-file";

const row = z.object({ name: z.string(), label: z.string(), login: z.string(), file: z.string() });

export type HandoutRow = z.output<typeof row>;

/**
 * Writes the list with these rows. Its rows for other students of the class stay; returns the rows of those who are no longer in the
 * class and whose zip is still there.
 */
export function writeHandoutList(
  folder: string,
  made: readonly HandoutRow[],
  { name: className, students }: Pick<ClassDefinition, "name" | "students">,
): HandoutRow[] {
  const list = join(folder, "roster.csv");
  const isOfClass = ({ name, file }: HandoutRow) => file === join(folder, `${handoutFolder(className, name)}.zip`) && existsSync(file);
  const rows = new Map([...read(list).filter(isOfClass), ...made].map((one) => [one.name, one]));
  const known = students.flatMap(({ name }) => rows.get(name) ?? []);
  const lines = known.map(({ name, label, login, file }) => [name, label, login, file]);
  writeOwn(list, spreadsheet([["name", "label", "login", "file"], ...lines]));
  return [...rows.values()].filter((one) => !known.includes(one));
}

/** The rows of an earlier list; none where there is no list, or where somebody changed its format. */
function read(list: string): HandoutRow[] {
  if (!existsSync(list)) return [];
  try {
    const parsed = z.array(row).safeParse(parse(readInput(list, ""), { columns: true }));
    return parsed.success ? parsed.data : [];
  } catch {
    return [];
  }
}
