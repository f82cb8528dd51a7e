// Compares what a guide shows with what a terminal printed.

/** The first line of an expected output that the real one lacks; undefined when all are there, in order. */
export function missingLine(expected: string, output: string): string | undefined {
  const shown = output.split("\n").map(squeeze);
  let from = 0;
  for (const line of expected
    .split("\n")
    .map(squeeze)
    .filter((line) => line !== "" && line !== "…")) {
    const pattern = new RegExp(
      `^${line
        .split(/ ?⟨[^⟩]*⟩ ?/)
        .map(literal)
        .join(".*")}$`,
    );
    const at = shown.findIndex((candidate, index) => index >= from && pattern.test(candidate));
    if (at < 0) return line;
    from = at + 1;
  }
  return undefined;
}

function squeeze(line: string): string {
  return line.trim().replace(/\s+/g, " ");
}

function literal(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
}
