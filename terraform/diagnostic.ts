// An error that Terraform or a provider reports, from its event to the line a person reads.
import { t } from "../language/translate";

/** Its texts are safe for a terminal. */
export interface Diagnostic {
  /** The construct's path in its stack, such as `ec2/kim/instance`. @default it is about no resource */
  readonly construct?: string;
  readonly summary: string;
  /** More about it; may have several lines, or none. */
  readonly detail: string;
  /** What to do about it. @default not known where it was found */
  readonly next?: string;
}

/** Characters of a diagnostic that a person is shown. */
const maxLength = 400;

/** In one paragraph that can be read at a glance, with the construct in front. */
export function formatDiagnostic({ construct, summary, detail }: Diagnostic): string {
  const said = [summary, detail].filter(Boolean).join(": ");
  const text = readable(`${construct === undefined ? "" : `${construct}: `}${said}`);
  return text.length > maxLength ? `${text.slice(0, maxLength - 1)}…` : text;
}

/** What Terraform and providers wrap around the reason. */
const wrappings: readonly (readonly [RegExp, () => string])[] = [
  [
    /error during connect: (?:\w+ "[^"]*": )?command \[ssh [^\]]*\] has exited with ([^,]+), (?:please )?make sure the URL is valid[^:]*: stderr=/gi,
    () => t`the SSH connection ended (${"$1"}): `,
  ],
  [/error during connect: \w+ "[^"]*": /gi, () => t`the connection to the Engine was lost: `],
  [
    /Error pinging Docker server, please make sure that (\S+) is reachable and has a '_ping' endpoint\. Error: /g,
    () => t`the Engine at ${"$1"} does not answer: `,
  ],
  [/Error response from daemon: /g, () => ""],
  [/^local-exec provisioner error: Error running command(?: '[^']*')?: /, () => ""],
  // what a person can do is on the line below it
  [/\s*This is a bug in the provider, which should be reported in the provider's own issue tracker\./g, () => ""],
  [/ The plugin logs may contain more details\./g, () => ""],
];

function readable(text: string): string {
  const unwrapped = wrappings.reduce((said, [pattern, word]) => said.replace(pattern, word()), text);
  return unwrapped
    .replace(/\s+/g, " ")
    .replace(/([\w ]{12,}): \1(?=:|$)/g, "$1")
    .trim();
}

/** Merges equal ones of several constructs, in the order they came. */
export function condense(diagnostics: readonly Diagnostic[]): Diagnostic[] {
  const groups = new Map<string, Diagnostic[]>();
  for (const diagnostic of diagnostics) {
    const { summary, detail } = diagnostic;
    // requests name different things for the same reason
    const reason = formatDiagnostic({ summary, detail }).replace(/[0-9a-f]{12,}|'[^']*'|"[^"]*"/g, "…");
    const cause = lostConnection([summary, detail].join(": ")) ?? reason;
    groups.set(cause, [...(groups.get(cause) ?? []), diagnostic]);
  }
  return [...groups.values()].flatMap(([first, ...others]): Diagnostic[] => {
    if (!first) return [];
    const constructs = [...new Set([first, ...others].flatMap(({ construct }) => construct ?? []))];
    return [{ ...first, ...(constructs.length > 0 && { construct: constructs.join(", ") }) }];
  });
}

/** How a connection was lost, in Terraform's own words, because what a person reads is translated. The first that occurs is the cause. */
const lostConnections: readonly (readonly [string, RegExp])[] = [
  ["ssh", /error during connect: (?:\w+ "[^"]*": )?command \[ssh /i],
  ["engine", /error during connect: \w+ "[^"]*": (?!command \[ssh )/i],
  ["plugin", /Plugin did not respond/],
];

function lostConnection(said: string): string | undefined {
  const found = lostConnections.map(([cause, pattern]) => ({ cause, at: said.search(pattern) })).filter(({ at }) => at >= 0);
  return found.sort((a, b) => a.at - b.at)[0]?.cause;
}

/** The error in Terraform's text for people: from the first `Error` to the end, without the frame. */
export function fromText(text: string): Diagnostic | undefined {
  const lines = text
    .split("\n")
    .map((line) => line.replace(/^[│╷╵]\s?/, "").trimEnd())
    .filter((line) => line !== "" && !/^[╷╵]$/.test(line));
  const start = lines.findIndex((line) => line.startsWith("Error"));
  if (start < 0) return undefined;
  const [summary = "", ...detail] = lines.slice(start);
  return { summary: summary.replace(/^Error: /, ""), detail: detail.join(" ") };
}

/** A failure for which Terraform has no message, such as a crash: the first line that it wrote. */
export function failedWithoutWord(command: string, stderr: string): Diagnostic {
  const lines = stderr.split("\n").filter((line) => line.trim() !== "");
  // warnings may come before it
  const reason = lines.find((line) => /^(fatal error|panic|runtime)/.test(line)) ?? lines[0];
  return reason === undefined
    ? { summary: t`terraform ${command} failed without a message`, detail: "" }
    : { summary: t`terraform ${command} failed`, detail: reason };
}
