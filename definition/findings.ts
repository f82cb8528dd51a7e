// Turns what zod says about a value into findings that name the key, the value and what is allowed.
import { closest, distance } from "fastest-levenshtein";
import { z } from "zod";
import { type Finding, formatPath, formatValue } from "./errors";

/** A strict object whose unknown keys are reported one by one, each with the key that was probably meant. */
export function strict<Shape extends z.ZodRawShape>(shape: Shape) {
  const allowed = Object.keys(shape);
  return z.strictObject(shape, {
    error: (issue) =>
      issue.code === "unrecognized_keys" ? issue.keys.map((key) => `is not a key here${suggestion(key, allowed)}`).join("\n") : undefined,
  });
}

/** Parses with the messages of this file; what is wrong stays zod's own. */
export function parseIssues<Schema extends z.ZodType>(schema: Schema, value: unknown) {
  return schema.safeParse(value, { error: messageOf, reportInput: true });
}

/** Parses with the messages of this file. It never throws: a failure comes as findings. */
export function parse<Schema extends z.ZodType>(schema: Schema, value: unknown): { data: z.output<Schema> } | { findings: Finding[] } {
  const result = parseIssues(schema, value);
  return result.success ? { data: result.data } : { findings: result.error.issues.flatMap(findingsOf) };
}

/** Where a mistake is that is in no key of the file itself: `params` of an issue of the code custom. */
const place = z.object({ path: z.array(z.union([z.string(), z.number()])), file: z.string(), line: z.number() });

function findingsOf(issue: z.core.$ZodIssue): Finding[] {
  const path = issue.path.map((part) => (typeof part === "symbol" ? String(part) : part));
  if (issue.code === "unrecognized_keys") {
    return issue.message.split("\n").map((message, at) => ({ path: [...path, issue.keys[at] ?? ""], message }));
  }
  if (issue.code === "invalid_key") return [{ path, message: `is a name that cannot be used: it ${issue.issues[0]?.message ?? ""}` }];
  const elsewhere = place.safeParse(issue.code === "custom" ? issue.params : undefined);
  return [{ path, value: issue.input, message: issue.message, ...(elsewhere.success && elsewhere.data) }];
}

/** What zod's own words would leave unclear to somebody who does not program. A schema's own message comes before it. */
function messageOf(issue: z.core.$ZodRawIssue): string | undefined {
  switch (issue.code) {
    case "invalid_type":
      return issue.input === undefined ? `is missing; it must be ${kind(issue.expected)}` : `must be ${kind(issue.expected)}`;
    case "too_small":
      return `must ${amount(issue.origin, "at least", Number(issue.minimum))}`;
    case "too_big":
      return `must ${amount(issue.origin, "at most", Number(issue.maximum))}`;
    case "invalid_value": {
      const allowed = issue.values.map(String);
      return `must be ${allowed.length > 1 ? "one of " : ""}${allowed.join(", ")}${typeof issue.input === "string" ? meant(issue.input, allowed) : ""}`;
    }
    default:
      return undefined;
  }
}

function amount(origin: string, bound: string, count: number): string {
  const unit = origin === "array" ? "entries" : origin === "string" ? "characters" : undefined;
  return unit === undefined
    ? `be ${bound} ${count}`
    : `have ${bound} ${count} ${count === 1 ? (unit === "entries" ? "entry" : "character") : unit}`;
}

function kind(type: string): string {
  const kinds: Record<string, string> = {
    object: "a mapping",
    record: "a mapping",
    array: "a list",
    string: "text",
    number: "a number",
    int: "a whole number",
    boolean: "true or false",
  };
  return kinds[type] ?? `a ${type}`;
}

/** `; did you mean access?`, or nothing where no name is near. */
export function meant(given: string, allowed: readonly string[]): string {
  if (allowed.length === 0) return "";
  const near = closest(given, allowed);
  return distance(given, near) <= Math.ceil(given.length * 0.4) ? `; did you mean ${near}?` : "";
}

/** `; did you mean access?`, or all that there is. */
export function suggestion(given: string, allowed: readonly string[]): string {
  return meant(given, allowed) || (allowed.length > 0 ? `; there are ${allowed.join(", ")}` : "; it takes none");
}

/** `lab.yaml:12: scenarios[0].load-balancer.web is 99: must be at most 50`. */
export function formatFinding(finding: Finding, file: string, line: number): string {
  const where = `${finding.file ?? file}:${finding.line ?? line}`;
  const what = finding.path.length > 0 ? formatPath(finding.path) : "the file";
  return `${where}: ${what} ${finding.value === undefined ? "" : `is ${formatValue(finding.value)}: `}${finding.message}`;
}
