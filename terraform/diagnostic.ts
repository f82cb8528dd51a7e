// One thing that Terraform or a provider says went wrong, from its event to the line a person reads.

/** Texts are fit for a terminal. */
export interface Diagnostic {
  /** The construct's path in its stack, such as `ec2/kim/instance`; absent where it is about no resource. */
  readonly construct?: string;
  readonly summary: string;
  /** More about it; may have several lines, or none. */
  readonly detail: string;
}

/** In one paragraph, with the construct in front. */
export function formatDiagnostic({ construct, summary, detail }: Diagnostic): string {
  return `${construct === undefined ? "" : `${construct}: `}${[summary, detail].filter(Boolean).join(": ")}`.trim();
}

/** What Terraform's text for people says went wrong: from each `Error:` to the end, without the frame. */
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

export function failedWithoutWord(command: string): Diagnostic {
  return { summary: `terraform ${command} failed without a word`, detail: "" };
}
