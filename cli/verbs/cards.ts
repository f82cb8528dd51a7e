// `lab cards`: a card for each student, to print before class: how to log in, the addresses, when the host ends.
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, resolve } from "node:path";
import type { ClassDefinition, Student } from "../../definition/class-definition";
import { InputError } from "../../definition/errors";
import { showEndScript } from "../../provisioning/end-of-life";
import { type Card, cardsPage } from "../../classroom/cards-page";
import { type CliContext, exitCode } from "../context";
import { type EngineHost, engineHosts } from "../../engine/host";
import { urlOf } from "../../engine/status";
import { plain, result, say } from "../output";

export type CardsContext = Pick<CliContext, "chosen" | "workspace" | "output" | "signal">;

export interface CardsOptions {
  /** HTML file to write. @default cards.html in the current folder */
  readonly html?: string;
}

/**
 * Writes the cards and returns the exit code: 1 when a card or the end on it is missing.
 * Throws InputError for a file that cannot be written.
 */
export async function cards(context: CardsContext, options: CardsOptions = {}): Promise<number> {
  const { chosen: definition, workspace, output, signal } = context;
  const hosts = await engineHosts(definition, workspace);
  const all = await Promise.all(
    definition.students.map(async (student) => {
      const host = hosts.find((candidate) => candidate.student === student.name);
      if (host) return cardOf(definition, student, host, signal);
      say(`${student.name}: has no host that runs yet; npx lab up makes it`);
      return undefined;
    }),
  );
  const made = all.filter((card) => card !== undefined);
  if (output === "json") result(JSON.stringify({ class: definition.name, cards: made }, null, 2));
  else if (made.length > 0) {
    const html = await cardsPage({ className: definition.name, language: definition.language, cards: made });
    result(write(resolve(options.html ?? "cards.html"), html));
  }
  const whole = made.length === all.length && (definition.end === undefined || made.every(({ ends }) => ends !== undefined));
  return whole ? exitCode.ok : exitCode.failed;
}

/** A student's card. Where the class has an end, the host is asked for its own: `lab extend` may have moved it. */
export async function cardOf(definition: ClassDefinition, student: Student, host: EngineHost, signal?: AbortSignal): Promise<Card> {
  const login = loginOf(host);
  const ends = definition.end && (await endOf(host, signal));
  return {
    student: student.name,
    label: plain(student.label ?? student.name).replace(/\s+/g, " "),
    ...(login !== undefined && { login }),
    addresses: definition.scenarios
      .filter(({ state }) => state === "running")
      .flatMap(({ spec, options }) =>
        spec.endpoints(options).map((endpoint) => ({ scenario: spec.name, url: urlOf(host.address, endpoint) })),
      ),
    ...(ends && { ends: ends.toISOString() }),
  };
}

/** As the student types it: the instructor's own ssh without their configuration file and key. */
function loginOf({ login }: EngineHost): string | undefined {
  if (!login) return undefined;
  const port = login[login.indexOf("-p") + 1] ?? "22";
  return ["ssh", ...(port === "22" ? [] : ["-p", port]), login.at(-1)].join(" ");
}

async function endOf(host: EngineHost, signal?: AbortSignal): Promise<Date | undefined> {
  const { code, stdout } = await host.run(showEndScript(), { timeout: 20, ...(signal && { signal }) });
  const ends = new Date(stdout.trim());
  if (code === 0 && !Number.isNaN(ends.getTime())) return ends;
  say(`${host.student}: the host does not say when it ends, and the card leaves it out; npx lab logs ${host.student}`);
  return undefined;
}

function write(file: string, html: string): string {
  try {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, html);
    return file;
  } catch (error) {
    throw new InputError(`--html ${file}: cannot be written: ${(error as Error).message}`, "Name another file: npx lab cards --html FILE");
  }
}
