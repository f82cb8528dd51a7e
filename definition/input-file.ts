// Files that a person wrote, as text: bounded in size, in the encodings that editors and spreadsheets save.
import { readFileSync, statSync } from "node:fs";
import { createRequire } from "node:module";
import { t } from "../language/translate";
import { InputError } from "./errors";

/** Maximum size of a lab.yaml or a roster in bytes; a class of 300 with keys has about 200 KB. */
export const maxBytes = 1_000_000;

/**
 * Reads a text file that a person wrote: UTF-8, UTF-16 with its byte order mark, or CP949, in which Korean Excel saves CSV.
 * @throws InputError when it is missing, unreadable, over `maxBytes` or in none of these encodings.
 */
export function readInput(file: string, next: string): string {
  let size: number;
  try {
    const stat = statSync(file);
    if (!stat.isFile()) throw new InputError(t`${file}: is not a file`, next);
    size = stat.size;
  } catch (error) {
    if (error instanceof InputError) throw error;
    throw new InputError(t`${file}: no such file`, next);
  }
  if (size > maxBytes) throw new InputError(t`${file}: has ${size} bytes; at most ${maxBytes} are allowed`, next);
  let bytes: Buffer;
  try {
    bytes = readFileSync(file);
  } catch (error) {
    throw new InputError(t`${file}: cannot be read (${(error as NodeJS.ErrnoException).code ?? t`unknown reason`})`, next);
  }
  const text = decodeText(bytes);
  if (text === undefined) throw new InputError(t`${file}: is not text in UTF-8, UTF-16 or CP949`, t`Save it as UTF-8 (Excel: CSV UTF-8)`);
  return text;
}

/** The text of a file, without its byte order mark; undefined where the bytes are in none of the encodings. */
export function decodeText(bytes: Buffer): string | undefined {
  const mark = bytes.subarray(0, 2).toString("hex");
  if (mark === "fffe") return strictly("utf-16le", bytes);
  if (mark === "feff") return strictly("utf-16be", bytes);
  return strictly("utf-8", bytes) ?? cp949(bytes);
}

function strictly(encoding: string, bytes: Buffer): string | undefined {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

const require = createRequire(import.meta.url);

/** Node's own euc-kr lacks three quarters of Hangul, which CP949 added. */
function cp949(bytes: Buffer): string | undefined {
  // hundreds of kilobytes of tables, which only such a file needs
  const iconv = require("iconv-lite") as typeof import("iconv-lite");
  const text = iconv.decode(bytes, "cp949");
  return text.includes("\ufffd") ? undefined : text;
}
