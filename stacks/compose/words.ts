// Splits a command line into words as a POSIX shell does: what compose makes of `command: redis-server --appendonly "yes"`.

/** Words of a command line, without expanding anything. Undefined where a quote is not closed. */
export function words(line: string): string[] | undefined {
  const found: string[] = [];
  let word: string | undefined;
  let rest = line;
  while (rest !== "") {
    const [token = "", blank, single, double, escaped] =
      /^(?:([ \t\n]+)|'([^']*)'|"((?:[^"\\]|\\[\s\S])*)"|\\([\s\S])|[^ \t\n'"\\]+)/.exec(rest) ?? [];
    if (token === "") return undefined;
    rest = rest.slice(token.length);
    if (blank !== undefined) {
      if (word !== undefined) found.push(word);
      word = undefined;
    } else word = (word ?? "") + (single ?? double?.replace(/\\(["\\$`])/g, "$1") ?? escaped ?? token);
  }
  if (word !== undefined) found.push(word);
  return found;
}
