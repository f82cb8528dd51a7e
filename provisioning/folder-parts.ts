// Reads the parts of an exercise's folder: only regular files inside it, of a sensible size. A pipe or a device would never end.
import { type Dirent, lstatSync, readdirSync, readFileSync, realpathSync, statSync, type Stats } from "node:fs";
import { join, sep } from "node:path";
import { decodeText } from "../definition/input-file";
import { t } from "../language/translate";

/** Maximum size in bytes of a part: a guide, a check, a compose.yaml. */
export const maxPartBytes = 1_000_000;

/** Why a part cannot be read: what is wrong and what to do, without its path. */
export class PartError extends Error {
  override readonly name = "PartError";
}

/** A file below a folder. */
export interface Part {
  readonly size: number;
  /** Permission bits. */
  readonly mode: number;
  /** @throws PartError where it cannot be read. */
  read(): Buffer;
}

/** Undefined where nothing has that name. @throws PartError where it is not a regular file inside the folder. */
export function partAt(folder: string, path: string): Part | undefined {
  const found = statOf(folder, path);
  if (!found) return undefined;
  if (found.isDirectory()) throw new PartError(t`is a folder; put a file there`);
  if (!found.isFile()) throw new PartError(t`is a pipe, a socket or a device; put a file there`);
  return { size: found.size, mode: found.mode & 0o777, read: () => bytesOf(join(folder, path)) };
}

function bytesOf(file: string): Buffer {
  try {
    return readFileSync(file);
  } catch (error) {
    throw unreadable(error);
  }
}

/** Its text with Unix line endings, from any encoding that a lab.yaml may have. @throws PartError as `partAt`, and where it is larger than `maxPartBytes`. */
export function readPartText(folder: string, path: string): string | undefined {
  const part = partAt(folder, path);
  if (!part) return undefined;
  if (part.size > maxPartBytes) throw new PartError(t`has ${part.size} bytes; at most ${maxPartBytes} are allowed`);
  const text = decodeText(part.read());
  if (text === undefined) throw new PartError(t`is not text in UTF-8, UTF-16 or CP949; save it as UTF-8`);
  return text.replaceAll("\r\n", "\n");
}

/** The result of `read`; undefined where that throws a PartError, which is reported. */
export function attempt<Value>(read: () => Value | undefined, report: (message: string) => void): Value | undefined {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof PartError)) throw error;
    report(error.message);
    return undefined;
  }
}

/** The names of the entries of a subfolder, sorted; undefined where nothing has that name. @throws PartError as `partEntries`. */
export function partNames(folder: string, path: string): string[] | undefined {
  return partEntries(folder, path)
    ?.map(({ name }) => name)
    .sort();
}

/**
 * The entries of a subfolder; undefined where nothing has that name.
 * @param recursive Whether to include the entries of its own folders. @default false
 * @throws PartError where it is not a folder, or cannot be read.
 */
export function partEntries(folder: string, path: string, recursive = false): Dirent[] | undefined {
  const found = statOf(folder, path);
  if (!found) return undefined;
  if (!found.isDirectory()) throw new PartError(t`is not a folder; make it one`);
  try {
    return readdirSync(join(folder, path), { recursive, withFileTypes: true });
  } catch (error) {
    throw unreadable(error);
  }
}

/** What a path is after following links. @throws PartError where a link leads out of the folder. */
function statOf(folder: string, path: string): Stats | undefined {
  const whole = join(folder, path);
  try {
    if (!lstatSync(whole, { throwIfNoEntry: false })) return undefined;
    const root = realpathSync(folder);
    const target = realpathSync(whole);
    if (target !== root && !target.startsWith(root + sep))
      throw new PartError(t`is a link that leads out of the folder; put the file itself there`);
    return statSync(target);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    // a parent of the path is a file
    if (code === "ENOTDIR") return undefined;
    if (code === "ENOENT" || code === "ELOOP") throw new PartError(t`is a link to nothing; remove it`);
    throw error instanceof PartError ? error : unreadable(error);
  }
}

function unreadable(error: unknown): PartError {
  return new PartError(
    t`cannot be read (${(error as NodeJS.ErrnoException).code ?? t`unknown reason`}); see that it is yours and readable`,
  );
}
