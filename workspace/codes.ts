// What opens a class's pages in a browser: a code for each student and one for the board, made once per class, and the key of cookies.
import { randomBytes } from "node:crypto";
import { z } from "zod";
import { InputError } from "../definition/errors";
import { t } from "../language/translate";
import { parseJson } from "../definition/json";
import { guarded } from "./lock";
import type { Workspace } from "./workspace";

const file = "codes.json";
const codesFile = z.object({
  key: z.string().min(32),
  board: z.string(),
  students: z.record(z.string(), z.string()),
  url: z.string().optional(),
});

export interface ClassCodes {
  /** Signs cookies: 32 random bytes. */
  readonly key: string;
  /** Of the instructor's board. */
  readonly board: string;
  readonly students: ReadonlyMap<string, string>;
  /** Where students reach the pages. @default the pages were never served to anybody but this machine */
  readonly url?: string;
}

/** Crockford's 32 digits: none is mistaken for another when it is read off a card. */
const digits = "0123456789abcdefghjkmnpqrstvwxyz";

/** A code of 65 random bits, in groups: `7d2k-9xmv-p41ts`. */
export function newCode(): string {
  const text = Array.from(randomBytes(13), (byte) => digits[byte % 32]).join("");
  return `${text.slice(0, 4)}-${text.slice(4, 8)}-${text.slice(8)}`;
}

/** A code as it is compared: what people type for a digit is that digit, and groups do not matter. */
export function normalCode(typed: string): string {
  return typed
    .toLowerCase()
    .replace(/[^0-9a-z]/g, "")
    .replaceAll("o", "0")
    .replace(/[il]/g, "1");
}

/**
 * The codes of these students and the board, created where missing. `url` is kept for cards.
 * @throws InputError where codes.json is damaged: new codes would silently make the cards in students' hands worthless.
 */
export async function classCodes(workspace: Workspace, students: readonly string[], url?: string): Promise<ClassCodes> {
  return guarded(workspace, () => {
    const before = readFile(workspace);
    const known = new Map(Object.entries(before?.students ?? {}));
    for (const student of students) if (!known.has(student)) known.set(student, newCode());
    const address = url ?? before?.url;
    const codes = {
      key: before?.key ?? randomBytes(32).toString("base64url"),
      board: before?.board ?? newCode(),
      students: Object.fromEntries(known),
      ...(address !== undefined && { url: address }),
    };
    if (JSON.stringify(codes) !== JSON.stringify(before)) workspace.write(file, `${JSON.stringify(codes, null, 2)}\n`);
    return { ...codes, students: known };
  });
}

/** The existing codes, without creating any; undefined where `lab serve` never ran for anybody else. */
export function knownCodes(workspace: Workspace): ClassCodes | undefined {
  const codes = readFile(workspace);
  if (!codes) return undefined;
  const { url, students, ...rest } = codes;
  return { ...rest, students: new Map(Object.entries(students)), ...(url !== undefined && { url }) };
}

function readFile(workspace: Workspace): z.output<typeof codesFile> | undefined {
  const text = workspace.read(file);
  if (text === undefined) return undefined;
  const parsed = codesFile.safeParse(parseJson(text));
  if (parsed.success) return parsed.data;
  throw new InputError(
    t`${workspace.path(file)}: is damaged; it must be a JSON object of codes`,
    t`Put a copy of it back, or remove it: students then need the codes of new cards`,
  );
}
