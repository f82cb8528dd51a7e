// A YAML file read with care: bounded in size and aliases, and able to say on which line a key stands.
import { type Document, isMap, isPair, LineCounter, parseDocument } from "yaml";
import { InputError } from "./errors";
import { readInput } from "./input-file";

/** Times that anchors may be used: a class of 300 may have an alias in every student's machine and row. */
const maxAliases = 1000;

export class YamlFile {
  static read(file: string): YamlFile {
    return new YamlFile(file, readInput(file, "lab init writes a commented lab.yaml"));
  }

  /** What the file says, as plain values. */
  readonly value: unknown;
  private readonly lines = new LineCounter();
  private readonly document: Document.Parsed;

  constructor(
    readonly file: string,
    text: string,
  ) {
    this.document = parseDocument(text, { lineCounter: this.lines, merge: true });
    const [error] = this.document.errors;
    if (error) {
      throw new InputError(
        `${file}:${this.lines.linePos(error.pos[0]).line}: is not YAML: ${error.message.split("\n")[0]?.replace(/ at line \d+, column \d+:?$/, "") ?? error.code}`,
        "Mend that line; lab validate checks the file again",
      );
    }
    try {
      this.value = this.document.toJS({ maxAliasCount: maxAliases });
    } catch {
      throw new InputError(
        `${file}: uses aliases (*name) that unfold into too much; at most ${maxAliases} are allowed`,
        "Write some of them out; lab validate checks the file again",
      );
    }
  }

  /** Line of a key, from 1: of the longest part of the path that the file has. */
  line(path: readonly (string | number)[]): number {
    for (let length = path.length; length > 0; length--) {
      const offset = this.offset(path.slice(0, length));
      if (offset !== undefined) return this.lines.linePos(offset).line;
    }
    return 1;
  }

  private offset(path: readonly (string | number)[]): number | undefined {
    const parent = path.length === 1 ? this.document.contents : this.document.getIn(path.slice(0, -1), true);
    const last = path.at(-1);
    if (isMap(parent)) {
      const pair = parent.items.find((item) => isPair(item) && String(item.key) === String(last));
      return (pair?.key as { range?: [number, number, number] } | undefined)?.range?.[0];
    }
    const node = this.document.getIn(path, true) as { range?: [number, number, number] } | undefined;
    return node?.range?.[0];
  }
}

/** The name of the class in a file that need not be valid otherwise; undefined where it says none. */
export function looseName(file: string): string | undefined {
  let text: string;
  try {
    text = readInput(file, "");
  } catch {
    return undefined;
  }
  // a line of its own, so that what comes after it may be anything
  const [, name] = /^name:\s*["']?([a-z0-9](?:[a-z0-9-]{0,30}[a-z0-9])?)["']?\s*(?:#.*)?$/m.exec(text) ?? [];
  return name;
}
