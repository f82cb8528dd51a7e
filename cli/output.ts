// How the lab command speaks: results on stdout, progress and questions on stderr, colour only on a terminal.
import { once } from "node:events";
import { createInterface } from "node:readline/promises";
import { styleText } from "node:util";
import stringWidth from "string-width";
import { InputError } from "../definition/errors";
import type { Failure } from "../deploy/session";
import { t } from "../language/translate";

type Style = Parameters<typeof styleText>[0];

/** Colour for a stream that shows it; NO_COLOR and FORCE_COLOR are honoured by Node. */
export function paint(style: Style, text: string, stream: NodeJS.WriteStream = process.stdout): string {
  const colours = process.env["FORCE_COLOR"] !== undefined || (stream.isTTY && process.env["NO_COLOR"] === undefined);
  return colours ? styleText(style, text, { validateStream: false }) : text;
}

export function say(text: string): void {
  process.stderr.write(`${text}\n`);
}

/** How a live list shows a line: what is written beside it appears only after its end. @default no list is shown */
let inList: ((text: string) => void) | undefined;

/** Says something at once, also while a live list is shown. */
export function sayNow(text: string): void {
  if (inList) inList(text.trim());
  else say(text);
}

/** Does work while a live list is shown; `show` has it show a line. */
export async function whileListed<Result>(show: (text: string) => void, work: () => Promise<Result>): Promise<Result> {
  inList = show;
  try {
    return await work();
  } finally {
    inList = undefined;
  }
}

/** Why something failed, and on the next line what to do. */
export function sayFailure({ message, next }: Failure): void {
  say(next === undefined ? message : `${message}\n  ${next}`);
}

export function result(text: string): void {
  process.stdout.write(`${text}\n`);
}

/**
 * When the reader is gone, such as `head` or a closed terminal, output is dropped and `onGone` is called, instead of an exit in the
 * middle of the work.
 */
export function endWithReader(onGone: () => void): void {
  for (const stream of [process.stdout, process.stderr]) {
    stream.on("error", (error: NodeJS.ErrnoException) => {
      if (error.code !== "EPIPE" && error.code !== "EIO") throw error;
      onGone();
    });
  }
}

/** Rows under a header, columns two spaces apart. Cells may hold colour; a cell is one line. */
export function table(header: readonly string[], rows: readonly (readonly string[])[]): string {
  const all = [header, ...rows].map((row) => row.map((cell) => cell.replace(/[\t\n\r]+/g, " ")));
  const widths = header.map((_, column) => Math.max(...all.map((row) => stringWidth(row[column] ?? ""))));
  const line = (row: readonly string[]) =>
    row
      .map((cell, column) => (column === row.length - 1 ? cell : cell + " ".repeat((widths[column] ?? 0) - stringWidth(cell) + 2)))
      .join("")
      .trimEnd();
  const [head = [], ...body] = all;
  return [paint("bold", line(head.map((cell) => cell.toUpperCase()))), ...body.map(line)].join("\n");
}

/** Asks on a terminal; without one, the answer has to come from --yes. */
export async function confirm(question: string, { yes }: { yes: boolean }): Promise<boolean> {
  if (yes) return true;
  if (!process.stdin.isTTY)
    throw new InputError(t`${question} There is no terminal to ask on.`, t`Use --yes (or LAB_YES=1) to go on without being asked`);
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
