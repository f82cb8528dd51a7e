// A file of NAME=value lines, as compose reads `.env` and `env_file`.
import { t } from "../../language/translate";
import { interpolate, type LookUp } from "./interpolate";

/** A line that is not NAME=value. */
export class BadLine extends Error {
  override readonly name = "BadLine";

  constructor(
    /** From 1. */
    readonly line: number,
  ) {
    super(t`line ${line} is not NAME=value`);
  }
}

/** @throws BadLine for a line that is neither that nor a comment; MissingVariable for a variable without a value. */
export function readEnvFile(text: string, lookUp: LookUp): Map<string, string> {
  const values = new Map<string, string>();
  text.split(/\r?\n/).forEach((line, at) => {
    if (/^\s*(#.*)?$/.test(line)) return;
    const [, name, single, double, bare] =
      /^\s*(?:export\s+)?([A-Za-z_][A-Za-z0-9_.-]*)\s*=\s*(?:'([^']*)'\s*(?:#.*)?|"((?:[^"\\]|\\.)*)"\s*(?:#.*)?|(.*?)(?:\s+#.*)?)$/.exec(
        line,
      ) ?? [];
    if (name === undefined) throw new BadLine(at + 1);
    const known: LookUp = (other) => lookUp(other) ?? values.get(other);
    const escapes = new Map([
      ["n", "\n"],
      ["t", "\t"],
      ["r", "\r"],
    ]);
    const quoted = double?.replace(/\\(.)/g, (_, character: string) => escapes.get(character) ?? (character === "$" ? "$$" : character));
    values.set(name, single ?? interpolate(quoted ?? (bare ?? "").trim(), known));
  });
  return values;
}
