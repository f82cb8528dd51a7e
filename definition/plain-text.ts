// Text of somebody else's machine, made fit for a terminal, a table or a state.
import { stripVTControlCharacters } from "node:util";

// control characters, soft hyphens, zero-width characters, and what turns the direction of writing around
const hidden =
  // eslint-disable-next-line no-control-regex, no-misleading-character-class -- each character stands for itself
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u00ad\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\u3164\ufeff\uffa0\u{e0000}-\u{e007f}]/gu;

/** Without escape sequences, control characters but tab and line feed, and characters that nobody sees. */
export function plain(text: string): string {
  return stripVTControlCharacters(text).replace(hidden, "");
}

/** The same in one line, for a cell of a table or a name: white space is folded. At most `max` characters. @default 200 */
export function plainLine(text: string, max = 200): string {
  const line = plain(text).replace(/\s+/g, " ").trim();
  return line.length > max ? `${line.slice(0, max - 1)}…` : line;
}
