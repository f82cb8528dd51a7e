// Counts things with names, for a question or a line: a few are named, many are only counted.
import { inSpokenLanguage } from "./translate";

/** What messages count, each with a plural in s; the catalogue has them as `{0} hosts`, because Korean has its own counter for each. */
export const nouns = ["host", "EC2 host", "lab", "student", "spare", "file", "second", "block", "thing", "other thing"] as const;
export type Noun = (typeof nouns)[number];

/** Names that fit into a question. */
const maxNames = 10;

/** `1 host`, `3 hosts`. */
export function amount(count: number, thing: Noun): string {
  return inSpokenLanguage(`{0} ${thing}s`, [count]) ?? `${count} ${thing}${count === 1 ? "" : "s"}`;
}

/** `1 host (kim)`, `3 hosts (kim, lee, park)`; more than ten are `30 hosts`. */
export function counted(names: readonly string[], thing: Noun): string {
  const count = amount(names.length, thing);
  return names.length === 0 || names.length > maxNames ? count : `${count} (${names.join(", ")})`;
}
