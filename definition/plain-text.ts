// Text from somebody else's machine, made safe for a terminal, a table or a state.
import { stripVTControlCharacters } from "node:util";

// control and format characters, including zero-width ones and those that reverse the direction of writing, line
// separators, letters that are blank, and tags
const hidden = /(?![\t\n])[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]|[\u115f\u1160\u3164\uffa0]|\u034f|\u17b4|\u17b5|[\u{e0000}-\u{e007f}]/gu;

/** Without escape sequences, control characters other than tab and line feed, and invisible characters. */
export function plain(text: string): string {
  return stripVTControlCharacters(text).replace(hidden, "");
}

/** The same in one line, for a cell of a table or a name: white space is folded. At most `max` characters. @default 200 */
export function plainLine(text: string, max = 200): string {
  const line = plain(text.slice(0, 20 * max))
    .replace(/\s+/g, " ")
    .trim();
  return line.length > max ? `${line.slice(0, max - 1)}…` : line;
}
