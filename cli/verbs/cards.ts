// `lab cards`: a card for each student, to print before class.
import { dirname, resolve } from "node:path";
import pLimit from "p-limit";
import { cardOf } from "../../classroom/cards";
import { cardsPage } from "../../classroom/cards-page";
import { InputError } from "../../definition/errors";
import { hostsAtOnce } from "../../definition/limits";
import { targetOf } from "../../deploy/targets";
import { noHostLine } from "../../engine/student-host";
import { t } from "../../language/translate";
import { makeFolder } from "../../workspace/make-folder";
import { type CliContext, exitCode } from "../context";
import { result, say } from "../output";
import { writeOwn } from "../write-file";

export type CardsContext = Pick<CliContext, "definition" | "chosen" | "workspace" | "output" | "signal">;

export interface CardsOptions {
  /** HTML file to write. @default cards.html in the current folder */
  readonly html?: string;
}

/**
 * Writes the cards and returns the exit code: 1 when a card or the end on it is missing.
 * @throws InputError for a file that cannot be written.
 */
export async function cards(context: CardsContext, options: CardsOptions = {}): Promise<number> {
  const { definition, chosen, workspace, output, signal } = context;
  const hosts = await targetOf(definition, workspace).hosts();
  const limit = pLimit(hostsAtOnce);
  const reports = await Promise.all(
    chosen.students.map((student) =>
      limit(async () => {
        const host = hosts.find((candidate) => candidate.student === student.name);
        if (!host) return { card: undefined, problem: noHostLine(student.name) };
        const { card, problem } = await cardOf(context, student, host, signal);
        return { card, ...(problem !== undefined && { problem: `${student.name}: ${problem}` }) };
      }),
    ),
  );
  for (const { problem } of reports) if (problem !== undefined) say(problem);
  const made = reports.flatMap(({ card }) => (card ? [card] : []));
  if (output === "json") result(JSON.stringify({ class: definition.name, cards: made }, null, 2));
  else if (made.length > 0) {
    const html = await cardsPage({ className: definition.name, language: definition.language, cards: made });
    result(write(resolve(options.html ?? "cards.html"), html));
  }
  return reports.every(({ problem }) => problem === undefined) ? exitCode.ok : exitCode.failed;
}

function write(file: string, html: string): string {
  try {
    makeFolder(dirname(file));
    // a password may be on a card
    writeOwn(file, html);
    return file;
  } catch (error) {
    throw new InputError(
      t`--html ${file}: cannot be written: ${(error as Error).message}`,
      t`Name another file: npx lab cards --html FILE`,
    );
  }
}
