// A YAML file read with care: bounded in size and aliases, and able to say on which line a key stands.
import { readFileSync, statSync } from "node:fs";
import { type Document, isMap, isPair, LineCounter, parseDocument } from "yaml";
import { InputError } from "./errors";

/** Bytes that a lab.yaml or a roster may have; a class of 300 with keys has about 200 KB. */
export const maxBytes = 1_000_000;
const maxAliases = 100;

/** Reads a text file that a person wrote. Throws InputError when it is missing, unreadable or over `maxBytes`. */
export function readInput(file: string, next: string): string {
  let size: number;
  try {
    const stat = statSync(file);
    if (!stat.isFile()) throw new InputError(`${file}: is not a file`, next);
    size = stat.size;
  } catch (error) {
    if (error instanceof InputError) throw error;
    throw new InputError(`${file}: no such file`, next);
  }
  if (size > maxBytes) throw new InputError(`${file}: has ${size} bytes; at most ${maxBytes} are allowed`, next);
  try {
    return readFileSync(file, "utf8");
  } catch (error) {
    throw new InputError(`${file}: cannot be read (${(error as NodeJS.ErrnoException).code ?? "unknown reason"})`, next);
  }
}

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
    this.document = parseDocument(text, { lineCounter: this.lines });
    const [error] = this.document.errors;
    if (error) {
      throw new InputError(
        `${file}:${this.lines.linePos(error.pos[0]).line}: is not YAML: ${error.message.split("\n")[0]?.replace(/ at line \d+, column \d+:?$/, "") ?? error.code}`,
      );
    }
    try {
      this.value = this.document.toJS({ maxAliasCount: maxAliases });
    } catch {
      throw new InputError(`${file}: uses aliases (*name) that unfold into too much; at most ${maxAliases} are allowed`);
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
