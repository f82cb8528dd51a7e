// Guides of the scenarios: Markdown with placeholders, parts for what a class runs, and commands that a test can type.
//
//   {{port}}, {{nginx.port}}            an option of the guide's own scenario, or of another one
//   {{address}}, {{labs}}, …            a fact about the student's host
//   <!-- when nginx is running -->      a part for a class in which that scenario is running,
//   <!-- otherwise --> … <!-- end -->   and one for all others
//   ```sh                               commands, typed at the host in one go
//   ```console                          commands with their prompt: `$ ` at the host, `# ` in the container that was entered
//   <!-- PID is pgrep -x dockerd -->    before such a block: PID stands for what students find out, and this prints it for a test
//   ```text                             what the block before it shows: these lines in this order. What is between ⟨ and ⟩ differs
//                                       from host to host, and a line `…` stands for lines that are left out
//   ```read                             text that is read and not typed
//   ![text](figure.svg)                 a figure of the scenario's folder, and what it shows for readers who cannot see it
import { InputError } from "../../definition/errors";
import { t } from "../../language/translate";
import { readPartText } from "../../provisioning/folder-parts";
import type { Language } from "../../language/language";
import type { Scenario } from "./scenario";

/** What a guide is filled with. */
export interface GuideFacts {
  /** By the name in the braces. */
  readonly values: Readonly<Record<string, string>>;
  /** Names of the class's running scenarios. */
  readonly running: ReadonlySet<string>;
}

/** A mistake in a guide. */
export class GuideError extends InputError {
  constructor(
    /** What is wrong, in one sentence without its subject. */
    readonly fault: string,
  ) {
    super(t`The guide ${fault}`, t`Correct the guide in its scenario's folder`);
  }
}

/** A scenario's guide as it was written; in the other language where there is none in this one. */
export function readGuide({ folder }: Pick<Scenario, "folder">, language: Language): string {
  const guide = readPartText(folder, `guide.${language}.md`) ?? readPartText(folder, `guide.${otherLanguage(language)}.md`);
  if (guide === undefined) throw new Error(`${folder} has no guide`);
  return guide;
}

function otherLanguage(language: Language): Language {
  return language === "ko" ? "en" : "ko";
}

/** A figure of a scenario's folder as SVG, with its words in one language. */
export function readFigure({ folder }: Pick<Scenario, "folder">, file: string, language: Language): string {
  const figure = readPartText(folder, file);
  if (figure === undefined) throw new Error(`${folder} has no ${file}`);
  return figure.replaceAll(new RegExp(`<text[^>]* lang="${otherLanguage(language)}"[^>]*>[^<]*</text>`, "g"), "");
}

const placeholder = /\{\{([a-z][\w.-]*)\}\}/gi;

/** The names of all placeholders in a text, repeated ones too. */
export function placeholders(text: string): string[] {
  return Array.from(text.matchAll(placeholder), ([, name = ""]) => name);
}

/**
 * A guide for one student: the parts of their class, every placeholder filled.
 * @throws GuideError for a placeholder without a value or a part without an end.
 */
export function fillGuide(guide: string, { values, running }: GuideFacts): string {
  return choose(guide, running).replace(placeholder, (_, name: string): string => {
    const value = values[name];
    if (value === undefined) throw new GuideError(t`has no value for {{${name}}}`);
    return value;
  });
}

const blanks = /^<!-- ([A-Z]+) is (.*) -->\n/gm;

/** A filled guide as a student reads it. */
export function shownGuide(filled: string): string {
  return filled.replace(blanks, "").replace(/[⟨⟩]/g, "");
}

function choose(guide: string, running: ReadonlySet<string>): string {
  const chosen = guide.replace(
    /<!-- when ([a-z0-9-]+) is running -->\n(.*?)(?:<!-- otherwise -->\n(.*?))?<!-- end -->\n/gs,
    (_, scenario: string, then: string, otherwise: string | undefined) => (running.has(scenario) ? then : (otherwise ?? "")),
  );
  const rest = /<!--.*/.exec(chosen.replace(blanks, ""));
  if (rest) throw new GuideError(t`has a part that is not closed: ${rest[0]}`);
  return chosen.replace(/\n{3,}/g, "\n\n");
}

/** One line of a command block. */
export interface TypedLine {
  /** Whether it is typed in the container that an earlier line entered. */
  readonly inside: boolean;
  readonly text: string;
}

export interface CommandBlock {
  /** `console` needs a terminal, because its commands ask for one. */
  readonly kind: "sh" | "console";
  readonly lines: readonly TypedLine[];
  /** Commands that print what a word in capitals stands for, by the word. */
  readonly blanks: Readonly<Record<string, string>>;
  /** The block's output as the guide shows it. @default it shows none */
  readonly expected?: string;
}

/** The command blocks of a filled guide, in its order. */
export function commandBlocks(guide: string): CommandBlock[] {
  const blocks: CommandBlock[] = [];
  for (const [, before = "", kind, body = ""] of guide.matchAll(/((?:^<!-- [^\n]* -->\n)*)^```(sh|console|text)\n(.*?)^```$/gms)) {
    if (kind === "text") {
      const last = blocks.pop();
      if (!last || last.expected !== undefined) throw new GuideError(t`shows an output without a command:\n${body}`);
      blocks.push({ ...last, expected: body });
    } else
      blocks.push({
        kind: kindOf(kind),
        blanks: Object.fromEntries(Array.from(before.matchAll(blanks), ([, word = "", command = ""]) => [word, command])),
        lines: body
          .trimEnd()
          .split("\n")
          .map(typedLine(kindOf(kind))),
      });
  }
  return blocks;
}

function kindOf(fence: string | undefined): CommandBlock["kind"] {
  return fence === "console" ? "console" : "sh";
}

/** The blocks of a guide up to its last section, which removes what they made. */
export function exerciseBlocks(guide: string): CommandBlock[] {
  return commandBlocks(guide.slice(0, guide.lastIndexOf("\n## ")));
}

function typedLine(kind: CommandBlock["kind"]): (line: string) => TypedLine {
  return (line) => {
    if (kind === "sh") return { inside: false, text: line };
    const [, prompt, text] = /^([$#]) (.*)$/.exec(line) ?? [];
    if (prompt === undefined || text === undefined) throw new GuideError(t`has a console line without a prompt: ${line}`);
    return { inside: prompt === "#", text };
  };
}
