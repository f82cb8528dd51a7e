// How the lab command speaks: results on stdout, progress and questions on stderr, colour only on a terminal.
import { once } from "node:events";
import { createInterface } from "node:readline/promises";
import { stripVTControlCharacters, styleText } from "node:util";
import { InputError } from "../definition/errors";

type Style = Parameters<typeof styleText>[0];

/** Colour for a stream that shows it; NO_COLOR and FORCE_COLOR are honoured by Node. */
export function paint(style: Style, text: string, stream: NodeJS.WriteStream = process.stdout): string {
  const colours = process.env["FORCE_COLOR"] !== undefined || (stream.isTTY && process.env["NO_COLOR"] === undefined);
  return colours ? styleText(style, text, { validateStream: false }) : text;
}

/** Text of somebody else's machine, made fit for a terminal: no escape sequence, no control character but tab and line feed. */
export function plain(text: string): string {
  // eslint-disable-next-line no-control-regex
  return stripVTControlCharacters(text).replace(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/g, "");
}

export function say(text: string): void {
  process.stderr.write(`${text}\n`);
}

export function result(text: string): void {
  process.stdout.write(`${text}\n`);
}

/** Rows under a header, columns two spaces apart. Cells may hold colour. */
export function table(header: readonly string[], rows: readonly (readonly string[])[]): string {
  const all = [header, ...rows];
  const widths = header.map((_, column) => Math.max(...all.map((row) => width(row[column] ?? ""))));
  const line = (row: readonly string[]) =>
    row
      .map((cell, column) => (column === row.length - 1 ? cell : cell + " ".repeat((widths[column] ?? 0) - width(cell) + 2)))
      .join("")
      .trimEnd();
  return [paint("bold", line(header.map((cell) => cell.toUpperCase()))), ...rows.map(line)].join("\n");
}

/** Columns a text takes on a terminal: two for the wide characters of East Asian scripts. */
function width(text: string): number {
  return Array.from(stripVTControlCharacters(text)).reduce(
    (sum, character) =>
      sum + (/[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]/.test(character) ? 2 : 1),
    0,
  );
}

/** Asks on a terminal; without one, the answer has to come from --yes. */
export async function confirm(question: string, { yes }: { yes: boolean }): Promise<boolean> {
  if (yes) return true;
  if (!process.stdin.isTTY)
    throw new InputError(`${question} There is no terminal to ask on.`, "Say --yes (or LAB_YES=1) to go on without being asked");
  const lines = createInterface({ input: process.stdin, output: process.stderr });
  // Ctrl-C at a question is Ctrl-C of the command
  lines.on("SIGINT", () => {
    process.emit("SIGINT");
    lines.close();
  });
  try {
    const closed = once(lines, "close").then(() => "");
    return /^(y|yes|예|네)$/i.test((await Promise.race([lines.question(`${question} [y/N] `), closed])).trim());
  } finally {
    lines.close();
  }
}
