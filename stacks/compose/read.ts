// Reads a compose file with its variables filled in: the project, and everything that is wrong with it, by line.
import type { Finding } from "../../definition/errors";
import { parse } from "../../definition/findings";
import { YamlFile } from "../../definition/yaml-file";
import { interpolate, type LookUp, MissingVariable } from "./interpolate";
import { type Project, projectOf, type ProjectProps } from "./project";
import { composeFile } from "./schema";

export interface ReadProps extends ProjectProps {
  /** The file as messages name it. */
  readonly shownAs: string;
}

export interface ReadProject {
  /** @default the file has mistakes */
  readonly project?: Project;
  readonly findings: readonly Finding[];
  /** Every variable that the file uses, with its value. */
  readonly variables: ReadonlyMap<string, string>;
}

/** @throws InputError where it is not YAML. */
export function readCompose(yaml: YamlFile, props: ReadProps): ReadProject {
  const variables = new Map<string, string>();
  const missing: Finding[] = [];
  const lookUp: LookUp = (name) => {
    const value = props.lookUp(name);
    if (value !== undefined) variables.set(name, value);
    return value;
  };
  const filled = fill(yaml.value ?? {}, [], (text, path) => {
    try {
      for (const [, name = "", fallback] of text.matchAll(/(?<!\$)\$\{([A-Za-z_][A-Za-z0-9_]*):?-([^${}]*)\}/g))
        if (lookUp(name) === undefined && fallback !== undefined) variables.set(name, fallback);
      return interpolate(text, lookUp);
    } catch (error) {
      if (!(error instanceof MissingVariable)) throw error;
      missing.push({ path, message: error.message });
      return text;
    }
  });
  const placed = (findings: readonly Finding[]) =>
    findings.map((finding) => ({ ...finding, file: props.shownAs, line: yaml.line(finding.path) })).sort((a, b) => a.line - b.line);
  const parsed = parse(composeFile, filled);
  if ("findings" in parsed) {
    const rest = restOf(filled, parsed.findings, { ...props, lookUp });
    return { findings: placed([...missing, ...parsed.findings, ...rest]), variables };
  }
  const { project, findings } = projectOf(parsed.data, { ...props, lookUp });
  const all = placed([...missing, ...findings]);
  return { ...(all.length === 0 && { project }), findings: all, variables };
}

/** What else is wrong with a file besides its refused keys: what is wrong with the file without them. */
function restOf(value: unknown, refused: readonly Finding[], props: ProjectProps): Finding[] {
  const parsed = parse(
    composeFile,
    refused.reduce((rest, { path }) => without(rest, path), value),
  );
  if ("findings" in parsed) return [];
  const isBelow = (path: Path, other: Path) => path.every((part, at) => part === other[at]);
  return projectOf(parsed.data, props).findings.filter(({ path }) => !refused.some((one) => isBelow(path, one.path)));
}

/** A value without one of its keys; where the key is inside an item of a list, without the list. */
function without(value: unknown, [first, ...rest]: Path): unknown {
  if (first === undefined || value === null || typeof value !== "object" || Array.isArray(value)) return value;
  const inner = (value as Record<string, unknown>)[first];
  const isWhole = rest.length === 0 || Array.isArray(inner);
  const others = Object.entries(value).filter(([key]) => key !== String(first));
  return Object.fromEntries(isWhole ? others : [...others, [String(first), without(inner, rest)]]);
}

type Path = readonly (string | number)[];

/** The same value with every text in it filled in; keys stay as they are, and so does all that is under keys with x-. */
function fill(value: unknown, path: Path, text: (text: string, path: Path) => string): unknown {
  if (typeof value === "string") return text(value, path);
  if (Array.isArray(value)) return value.map((item: unknown, at) => fill(item, [...path, at], text));
  if (value === null || typeof value !== "object") return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [key, key.startsWith("x-") ? item : fill(item, [...path, key], text)]),
  );
}
