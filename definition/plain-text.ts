// Text of somebody else's machine, made fit for a terminal, a table or a state.
import { stripVTControlCharacters } from "node:util";

// control and format characters, which include zero-width ones and those that turn the direction of writing around, line
// separators, blanks that are letters, and tags
const hidden = /(?![\t\n])[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]|[\u115f\u1160\u3164\uffa0]|\u034f|\u17b4|\u17b5|[\u{e0000}-\u{e007f}]/gu;

/** Without escape sequences, control characters but tab and line feed, and characters that nobody sees. */
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
