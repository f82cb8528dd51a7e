// `${NAME:-default}` and its kin in the values of a compose file, as the Compose Specification has them.
import { t } from "../../language/translate";

/** A variable that a text refers to, and that has no value. */
export class MissingVariable extends Error {
  override readonly name = "MissingVariable";
}

/** Looks a variable up; undefined where it is not set. */
export type LookUp = (name: string) => string | undefined;

const name = "[A-Za-z_][A-Za-z0-9_]*";

/**
 * A text with its variables filled in; `$$` is a dollar sign.
 * @throws MissingVariable for one that has neither value nor default, and for `${NAME:?message}`.
 */
export function interpolate(text: string, lookUp: LookUp): string {
  let result = "";
  let rest = text;
  while (rest !== "") {
    const at = rest.indexOf("$");
    if (at < 0) return result + rest;
    result += rest.slice(0, at);
    rest = rest.slice(at);
    const [plain, bare] = new RegExp(`^\\$(${name})`).exec(rest) ?? [];
    if (rest.startsWith("$$")) {
      result += "$";
      rest = rest.slice(2);
    } else if (plain !== undefined && bare !== undefined) {
      result += valueOf(bare, lookUp);
      rest = rest.slice(plain.length);
    } else if (rest.startsWith("${")) {
      const end = closing(rest);
      if (end === undefined) throw new MissingVariable(t`has a \${ that is not closed; a dollar sign itself is written $$`);
      result += expand(rest.slice(2, end), lookUp);
      rest = rest.slice(end + 1);
    } else throw new MissingVariable(t`has a $ that does not begin a variable; a dollar sign itself is written $$`);
  }
  return result;
}

/** Where the brace that a text begins with is closed. */
function closing(text: string): number | undefined {
  let depth = 0;
  for (let at = 0; at < text.length; at++) {
    if (text.startsWith("${", at)) depth++;
    else if (text[at] === "}" && --depth === 0) return at;
  }
  return undefined;
}

function expand(inside: string, lookUp: LookUp): string {
  const [whole, variable = "", operator, word = ""] = new RegExp(`^(${name})(?:(:?[-+?])([\\s\\S]*))?$`).exec(inside) ?? [];
  if (whole === undefined) throw new MissingVariable(t`has \${${inside}}, which is not a variable; a dollar sign itself is written $$`);
  const value = lookUp(variable);
  const isSet = value !== undefined && (value !== "" || !operator?.startsWith(":"));
  switch (operator?.at(-1)) {
    case "-":
      return isSet ? value : interpolate(word, lookUp);
    case "+":
      return isSet ? interpolate(word, lookUp) : "";
    case "?":
      if (isSet) return value;
      throw new MissingVariable(
        word === ""
          ? t`needs ${variable}; set it under variables in lab.yaml`
          : t`needs ${variable} (${word}); set it under variables in lab.yaml`,
      );
    default:
      return valueOf(variable, lookUp);
  }
}

function valueOf(variable: string, lookUp: LookUp): string {
  const value = lookUp(variable);
  if (value !== undefined) return value;
  throw new MissingVariable(t`uses ${variable}, which has no value; set it under variables in lab.yaml, or write \${${variable}:-default}`);
}
