// A file of NAME=value lines, as compose reads `.env` and `env_file`.
import { interpolate, type LookUp } from "./interpolate";

/** @throws Error naming the line that is none; MissingVariable for a variable without a value. */
export function readEnvFile(text: string, lookUp: LookUp): Map<string, string> {
  const values = new Map<string, string>();
  text.split(/\r?\n/).forEach((line, at) => {
    if (/^\s*(#.*)?$/.test(line)) return;
    const [, name, single, double, bare] =
      /^\s*(?:export\s+)?([A-Za-z_][A-Za-z0-9_.-]*)\s*=\s*(?:'([^']*)'\s*(?:#.*)?|"((?:[^"\\]|\\.)*)"\s*(?:#.*)?|(.*?)(?:\s+#.*)?)$/.exec(
        line,
      ) ?? [];
    if (name === undefined) throw new Error(`line ${at + 1} is not NAME=value`);
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
