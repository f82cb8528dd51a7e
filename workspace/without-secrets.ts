// Redacts secrets from a text that is shown to others: those that are known, and what looks like one. It removes too much rather than too little.

const removed = "(removed)";

/** Secrets that can be recognized without a name. The first group stays. */
const shapes: readonly RegExp[] = [
  /()-----BEGIN [A-Z ]*PRIVATE KEY-----[\s\S]*?(?:-----END [A-Z ]*PRIVATE KEY-----|$)/g,
  // addresses with a user: scheme://user:password@host, user:password@host
  /(\b[a-z][a-z0-9+.-]*:\/\/)(?:[^\s/]+|[^\s/:@]+:\S+)@/gi,
  /((?<![\w.:/-])[\w.-]+:)[^\s/@:]+@(?!sha256:)(?=[\w[])/g,
  // tokens by the prefix that their makers gave them, so that they are found
  /()\b(?:AKIA|ASIA)[A-Z0-9]{16}\b/g,
  /()\b(?:gh[opsur]_|github_pat_|glpat-|dckr_[a-z]+_|xox[a-z]-|npm_|hf_|hvs\.|sk-|pypi-|AIza|eyJ)[\w.+/=-]{8,}/g,
  // hashes of passwords, as in /etc/shadow
  /()\$(?:1|2[abxy]|5|6|7|y|gy|apr1|argon2\w*)\$[^\s:"']+/g,
  // command lines
  /(\b(?:login|sshpass)\b[^\n|;&]*?\s-p[= ]?)(?:"[^"]*"|'[^']*'|[^\s"']+)/g,
  /(\b(?:mysql|mariadb)[\w-]*\b[^\n|;&]*?\s-p)(?:"[^"]*"|'[^']*'|[^\s"']+)/g,
  /(\bredis-cli\b[^\n|;&]*?\s-a[= ]?)(?:"[^"]*"|'[^']*'|\S+)/g,
  /((?<!\S)(?:-u|--user|--proxy-user|-U)[= ]?["']?[^\s:"']+[:%])[^\s"']+/g,
  /(\bhtpasswd\b[^\n|;&]*?\s-\w*b\w*\s+\S+\s+\S+\s+)\S+/g,
  /(\b(?:echo|printf)\s+)[^\n|]+(?=\|[^\n|;&]*(?:--password-stdin|passwd))/g,
  /((?:--password-stdin|\bchpasswd)[^\n<]*<<<\s*)[^\n]+/g,
  // what a database and a configuration call it
  /(\bidentified\s+(?:with\s+\S+\s+)?(?:by|as)\s+)(?:"[^"]*"|'[^']*'|\S+)/gi,
  /(\bpassword\s*\(\s*)(?:"[^"]*"|'[^']*')/gi,
  /(\b(?:requirepass|masterauth|password\s+is|login\s+\S+\s+password)\s+)\S+/gi,
  /(<(?:\w*:)?\w*(?:password|passwd|secret|token)\w*>)[^<]+/gi,
];

/** The beginning of `NAME=value`, `"name": "value"`, `--name value`, up to the value. */
const heads = /(?<![\w.-])(--?)?([A-Za-z_][\w.-]{0,100})(\\*["'])?([ \t]*(?::=|=>|[:=])[ \t]*|(?<!["'])[ \t]+)/g;

const longWords =
  /password|passwd|passphrase|passcode|secret|token|(?:api|access|private|encryption|signing|account|ssh)key|credential|authorization|cookie|signature/;
const shortWords = new Set(["pass", "pw", "pwd", "auth", "psk", "jwt", "bearer"]);

/** Whether a name is a secret's: `db_pw`, `MYSQL_PWD`, `dbPass`, `X-Auth-Token`. */
function isSecretName(name: string): boolean {
  const words = name
    .replace(/([a-z0-9])([A-Z])/g, "$1 $2")
    .split(/[^A-Za-z0-9]+/)
    .map((word) => word.toLowerCase());
  if (words.at(-1) === "stdin") return false;
  return longWords.test(words.join("")) || words.some((word) => shortWords.has(word.replace(/\d+$/, "")));
}

/** Shorter ones may be ordinary words, which would be redacted everywhere. */
const minLength = 6;

/** @param known Secrets of the class and of this machine, as they are written. */
export function withoutSecrets(text: string, known: readonly string[]): string {
  const written = known.filter(({ length }) => length >= minLength).flatMap((secret) => [secret, encodeURIComponent(secret)]);
  const longest = [...new Set(written)].sort((a, b) => b.length - a.length);
  const withoutKnown = longest.reduce((rest, secret) => rest.replaceAll(secret, removed), text);
  return withoutNamed(shapes.reduce((rest, shape) => rest.replace(shape, (_, kept: string) => kept + removed), withoutKnown));
}

/** Without the values of what is named as a secret. */
function withoutNamed(text: string): string {
  let clean = "";
  let at = 0;
  for (const head of text.matchAll(heads)) {
    const [whole, dashes, name = "", quote, separator = ""] = head;
    if (head.index < at || !isSecretName(name) || (separator.trim() === "" && dashes === undefined)) continue;
    const from = head.index + whole.length;
    const before = text.slice(text.lastIndexOf("\n", head.index - 1) + 1, head.index);
    const length = valueLength(text.slice(from, from + maxValue), { before, isQuoted: quote !== undefined, separator });
    if (length === 0) continue;
    clean += text.slice(at, from) + removed;
    at = from + length;
  }
  return clean + text.slice(at);
}

/** Characters that a value may have. */
const maxValue = 20_000;

interface Place {
  /** The line before the name. */
  readonly before: string;
  /** Whether the name is in quotes, as in JSON. */
  readonly isQuoted: boolean;
  readonly separator: string;
}

function valueLength(text: string, { before, isQuoted, separator }: Place): number {
  const length = (shape: RegExp) => shape.exec(text)?.[0].length ?? 0;
  // an object: its own names decide
  if (text.startsWith("{")) return 0;
  const [escapedQuote] = /^\\+"/.exec(text) ?? [];
  if (escapedQuote !== undefined) {
    const end = text.indexOf(escapedQuote, escapedQuote.length);
    return end < 0 ? length(/^[^\n]*/) : end + escapedQuote.length;
  }
  // to the closing quote, and what stands next to it
  if (/^["']/.test(text)) return length(/^(?:"(?:[^"\\]|\\.)*"?|'[^']*'?)[^\s,}\]]*/s);
  // a list, and a text of YAML below its name
  if (text.startsWith("[")) return length(/^\[[^\]]*\]?/);
  if (/^[|>][+-]?[ \t]*\n/.test(text)) return length(/^[^\n]*\n(?:[ \t]+[^\n]*\n?|\n)+/);
  if (isQuoted) return length(/^[^\s,}\]]+/);
  // "NAME=value with blanks"
  if (before.endsWith('"')) return length(/^(?:[^"\\\n]|\\.)*/);
  if (before.endsWith("'")) return length(/^[^'\n]*/);
  const isLine = /:|=>|[ \t]=|=[ \t]/.test(separator) || (separator === "=" && /^\s*(?:-\s+|export\s+|set\s+)?$/.test(before));
  return isLine ? length(/^[^\n]+/) : length(/^\S+/);
}
