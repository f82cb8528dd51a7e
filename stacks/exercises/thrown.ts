// What a module of an instructor's own threw, as a finding: the reason in one line, and the line of the folder's file that it came from.
import { join, sep } from "node:path";
import { types } from "node:util";
import type { Finding } from "../../definition/errors";

/** What was thrown as an Error, which a module need not throw. */
export function errorOf(thrown: unknown): NodeJS.ErrnoException {
  return thrown instanceof Error || types.isNativeError(thrown) ? thrown : new Error(String(thrown));
}

/** Its reason: of a syntax error the compiler's own words, which come after a line that only counts them. */
export function reasonOf({ message }: Error): string {
  return (syntaxReason(message) ?? message.split("\n")[0] ?? "").replace(/\.$/, "");
}

/** esbuild's words for one syntax error; undefined where it is another error. */
export function syntaxReason(message: string): string | undefined {
  return /^Transform failed[\s\S]*?: ERROR: (.*)/.exec(message)?.[1];
}

/** A finding about the folder's own file that is named first in the message or the stack; index.ts, where none is. `entry`: the folder as messages name it. */
export function findingOf(error: Error, message: string, folder: string, entry: string): Finding {
  const places = (error.stack ?? error.message).split(`${folder}${sep}`).slice(1);
  const [, file, line] = places.map((place) => /^([^\n:()]+):(\d+)/.exec(place)).find((place) => place !== null) ?? [];
  return { path: [], message, file: join(entry, file ?? "index.ts"), line: Number(line ?? 1) };
}
