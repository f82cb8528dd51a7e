// A YAML file read with care: bounded in size and aliases, and able to say on which line a key stands.
import { type Document, isAlias, isMap, isNode, isScalar, isSeq, LineCounter, type Node, parseDocument, type YAMLMap } from "yaml";
import { InputError } from "./errors";
import { readInput } from "./input-file";

/** Times that anchors may be used: a class of 300 may have an alias in every student's machine and row. */
const maxAliases = 1000;

export class YamlFile {
  /** @throws InputError when it cannot be read or is not YAML. `next`: what to do about it. */
  static read(file: string, next = "lab init writes a commented lab.yaml"): YamlFile {
    return new YamlFile(file, readInput(file, next));
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

  /** Where a path stands, through anchors and merges: a key that was merged stands where it was written. */
  private offset(path: readonly (string | number)[]): number | undefined {
    let node: Node | null = this.document.contents;
    let at: Node | undefined;
    for (const part of path) {
      const inside = this.resolved(node);
      if (isMap(inside)) {
        const pair = this.pairOf(inside, String(part));
        if (!pair) return undefined;
        [at, node] = pair;
      } else if (isSeq(inside)) {
        const item = inside.items[Number(part)];
        if (!isNode(item)) return undefined;
        [at, node] = [item, item];
      } else return undefined;
    }
    return at?.range?.[0];
  }

  private resolved(node: Node | null): Node | undefined {
    return (isAlias(node) ? node.resolve(this.document) : node) ?? undefined;
  }

  /** The key and the value of a mapping's entry; of what is merged into it, where it has none of its own. */
  private pairOf(map: YAMLMap, name: string): [Node, Node | null] | undefined {
    for (const { key, value } of map.items) {
      if (isScalar(key) && String(key.value) === name) return [key, isNode(value) ? value : null];
    }
    for (const { key, value } of map.items) {
      if (!isScalar(key) || key.source !== "<<" || !isNode(value)) continue;
      const merged = this.resolved(value);
      for (const one of isSeq(merged) ? merged.items : [merged]) {
        const source = this.resolved(isNode(one) ? one : null);
        const found = isMap(source) ? this.pairOf(source, name) : undefined;
        if (found) return found;
      }
    }
    return undefined;
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

/** A mapping without its keys that begin with x-, which are the author's own, such as a place for anchors. `but`: keys that stay. */
export function withoutExtensions(value: unknown, but: readonly string[] = []): unknown {
  if (value === null || typeof value !== "object" || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).filter(([key]) => !key.startsWith("x-") || but.includes(key)));
}
