// A YAML file read with care: bounded in size and aliases, and able to say on which line a key is.
import {
  type Alias,
  type Document,
  isAlias,
  isMap,
  isNode,
  isScalar,
  isSeq,
  LineCounter,
  type Node,
  parseDocument,
  visit,
  type YAMLMap,
} from "yaml";
import type { Language } from "../language/language";
import { t } from "../language/translate";
import { type Finding, InputError } from "./errors";
import { readInput } from "./input-file";

/** How many aliases a file may have: a class of 300 may have one in every student's machine and row. */
const maxAliases = 1000;
/** Levels of nesting; the files read here have fewer than ten. */
const maxDepth = 100;

/** A file that is no YAML, or none that can be used. */
export class YamlError extends InputError {
  constructor(
    readonly finding: Finding & { readonly file: string },
    next: string,
  ) {
    const { file, line, message } = finding;
    super(`${file}${line === undefined ? "" : `:${line}`}: ${message}`, next);
  }
}

export class YamlFile {
  /** @throws InputError when it cannot be read or is not YAML. */
  static read(file: string): YamlFile {
    return new YamlFile(file, readInput(file, t`npx lab init writes a commented lab.yaml`));
  }

  /** What the file says, as plain values. */
  readonly value: unknown;
  private readonly lines = new LineCounter();
  private readonly document: Document.Parsed;

  /** @throws YamlError when it is not YAML, or would be too much. */
  constructor(
    readonly file: string,
    text: string,
  ) {
    this.document = parseDocument(text, { lineCounter: this.lines, merge: true, logLevel: "error" });
    const [error] = this.document.errors;
    if (error) throw this.notYaml(error);
    this.checkNodes();
    try {
      this.value = this.document.toJS({ maxAliasCount: maxAliases });
    } catch (cause) {
      const { message } = cause as Error;
      throw message.startsWith("Merge sources") ? this.refusal(t`has a << that merges no mapping`) : this.tooMany();
    }
    if (levels(this.value) > maxDepth) throw this.tooDeep();
  }

  private notYaml({ message, pos }: { readonly message: string; readonly pos: readonly [number, number] }): YamlError {
    // what the parser says of a file that is nested too deeply for it
    if (message.startsWith("Maximum call stack")) return this.tooDeep();
    const what = message.split("\n")[0]?.replace(/ at line \d+, column \d+:?$/, "") ?? "";
    return this.refusal(t`is not YAML: ${what}`, pos[0]);
  }

  /** @throws YamlError for an alias without an anchor before it or inside what it stands for, whose value would never end, and for a key that would be lost. */
  private checkNodes(): void {
    const aliases: [Alias, readonly unknown[]][] = [];
    visit(this.document, {
      Alias: (_, alias, path) => void aliases.push([alias, path]),
      // it would vanish on the way to a value
      Pair: (_, { key }) => {
        if (isScalar(key) && key.value === "__proto__")
          throw this.refusal(t`has the key __proto__, which no file can use`, key.range?.[0] ?? 0);
      },
    });
    if (aliases.length > maxAliases) throw this.tooMany();
    for (const [alias, path] of aliases) {
      const anchored = alias.resolve(this.document);
      const at = alias.range?.[0] ?? 0;
      if (!anchored) throw this.refusal(t`*${alias.source} has no anchor &${alias.source} before it`, at);
      if (path.includes(anchored)) throw this.refusal(t`*${alias.source} is inside the part that it stands for, which would never end`, at);
    }
  }

  private tooMany(): YamlError {
    const message = t`uses aliases (*name) that unfold into too much; at most ${maxAliases} are allowed`;
    return new YamlError({ path: [], message, file: this.file }, t`Write some of them out; npx lab validate checks the file again`);
  }

  private tooDeep(): YamlError {
    return this.refusal(t`is nested too deeply; at most ${maxDepth} levels are allowed`);
  }

  /** @param offset Where in the text the mistake is. @default it is the whole file */
  private refusal(message: string, offset?: number): YamlError {
    const line = offset === undefined ? {} : { line: this.lines.linePos(offset).line };
    return new YamlError({ path: [], message, file: this.file, ...line }, t`Correct it; npx lab validate checks the file again`);
  }

  /** Line of a key, from 1: of the longest part of the path that the file has. */
  line(path: readonly (string | number)[]): number {
    for (let length = path.length; length > 0; length--) {
      const offset = this.offset(path.slice(0, length));
      if (offset !== undefined) return this.lines.linePos(offset).line;
    }
    return 1;
  }

  /** Where a path is, through anchors and merges: a key that was merged is where it was written. */
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

  /** The key and the value of a mapping's entry; if it has none of its own, of what is merged into it. */
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

/** How deeply mappings and lists are nested, up to just beyond the limit. One that several aliases refer to is visited once. */
function levels(value: unknown, outside = 0, known = new Map<object, number>()): number {
  if (value === null || typeof value !== "object") return 0;
  if (outside > maxDepth) return 1;
  const before = known.get(value);
  if (before !== undefined) return before;
  const own = 1 + Object.values(value).reduce((deepest: number, part) => Math.max(deepest, levels(part, outside + 1, known)), 0);
  known.set(value, own);
  return own;
}

/** The name of the class in a file that may be invalid otherwise; undefined where it has none. */
export function looseName(file: string): string | undefined {
  return looseValue(file, "name", "[a-z0-9](?:[a-z0-9-]{0,30}[a-z0-9])?");
}

/** The language of the class in such a file. */
export function looseLanguage(file: string): Language | undefined {
  const written = looseValue(file, "language", "ko|en");
  return written === "ko" || written === "en" ? written : undefined;
}

/** The value on a line of its own, whatever comes before and after it. */
function looseValue(file: string, key: string, pattern: string): string | undefined {
  let text: string;
  try {
    text = readInput(file, "");
  } catch {
    return undefined;
  }
  return new RegExp(`^${key}:\\s*["']?(${pattern})["']?\\s*(?:#.*)?$`, "m").exec(text)?.[1];
}

/** A mapping without its keys that begin with x-, which are the author's own, such as a place for anchors. `but`: keys that stay. */
export function withoutExtensions(value: unknown, but: readonly string[] = []): unknown {
  if (value === null || typeof value !== "object" || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).filter(([key]) => !key.startsWith("x-") || but.includes(key)));
}
