// Turns what zod says about a value into findings that name the key, the value and what is allowed.
import { closest, distance } from "fastest-levenshtein";
import { z } from "zod";
import { t } from "../language/translate";
import { type Finding, formatPath, formatValue } from "./errors";

/** A strict object whose unknown keys are reported one by one, each with the key that was probably meant. */
export function strict<Shape extends z.ZodRawShape>(shape: Shape) {
  const allowed = Object.keys(shape);
  return z.strictObject(shape, {
    error: (issue) =>
      issue.code === "unrecognized_keys" ? issue.keys.map((key) => t`is not a key here${suggestion(key, allowed)}`).join("\n") : undefined,
  });
}

/** Parses with the messages of this file; issues stay in zod's own form. */
export function parseIssues<Schema extends z.ZodType>(schema: Schema, value: unknown) {
  return schema.safeParse(value, { error: messageOf, reportInput: true, jitless: true });
}

/** Parses with the messages of this file. It never throws: a failure comes as findings. */
export function parse<Schema extends z.ZodType>(schema: Schema, value: unknown): { data: z.output<Schema> } | { findings: Finding[] } {
  const result = parseIssues(schema, value);
  return result.success ? { data: result.data } : { findings: result.error.issues.flatMap(findingsOf) };
}

/** Where a mistake is that lies outside the file itself: `params` of an issue with the code custom. */
const place = z.object({ path: z.array(z.union([z.string(), z.number()])), file: z.string(), line: z.number() });

function findingsOf(issue: z.core.$ZodIssue): Finding[] {
  const path = issue.path.map((part) => (typeof part === "symbol" ? String(part) : part));
  if (issue.code === "unrecognized_keys") {
    return issue.message.split("\n").map((message, at) => ({ path: [...path, issue.keys[at] ?? ""], message }));
  }
  if (issue.code === "invalid_key") return [{ path, message: t`is a name that cannot be used: it ${issue.issues[0]?.message ?? ""}` }];
  const elsewhere = place.safeParse(issue.code === "custom" ? issue.params : undefined);
  return [{ path, value: issue.input, message: issue.message, ...(elsewhere.success && elsewhere.data) }];
}

/** Messages for issues that zod's own words leave unclear to somebody who does not program. A schema's own message takes precedence. */
function messageOf(issue: z.core.$ZodRawIssue): string | undefined {
  switch (issue.code) {
    case "invalid_type":
      return issue.input === undefined ? t`is missing; it must be ${kind(issue.expected)}` : t`must be ${kind(issue.expected)}`;
    case "too_small":
      return tooFew(issue.origin, Number(issue.minimum));
    case "too_big":
      return tooMany(issue.origin, Number(issue.maximum));
    case "invalid_value": {
      const allowed = issue.values.map(String);
      const near = typeof issue.input === "string" ? meant(issue.input, allowed) : "";
      const names = allowed.join(", ");
      return (allowed.length > 1 ? t`must be one of ${names}` : t`must be ${names}`) + near;
    }
    default:
      return undefined;
  }
}

function tooFew(origin: string, count: number): string {
  switch (origin) {
    case "array":
      return count === 1 ? t`must have at least 1 entry` : t`must have at least ${count} entries`;
    case "string":
      return count === 1 ? t`must have at least 1 character` : t`must have at least ${count} characters`;
    default:
      return t`must be at least ${count}`;
  }
}

function tooMany(origin: string, count: number): string {
  switch (origin) {
    case "array":
      return count === 1 ? t`must have at most 1 entry` : t`must have at most ${count} entries`;
    case "string":
      return count === 1 ? t`must have at most 1 character` : t`must have at most ${count} characters`;
    default:
      return t`must be at most ${count}`;
  }
}

/** A type of YAML in plain words, such as `a list`. */
export function kind(type: string): string {
  switch (type) {
    case "object":
    case "record":
      return t`a mapping`;
    case "array":
      return t`a list`;
    case "string":
      return t`text`;
    case "number":
      return t`a number`;
    case "int":
      return t`a whole number`;
    case "boolean":
      return t`true or false`;
    default:
      return `a ${type}`;
  }
}

/** t`; did you mean access?`, or nothing where no name is near. */
export function meant(given: string, allowed: readonly string[]): string {
  if (allowed.length === 0) return "";
  const near = closest(given, allowed);
  return distance(given, near) <= Math.ceil(given.length * 0.4) ? t`; did you mean ${near}?` : "";
}

/** t`; did you mean access?`, or everything that is allowed. */
export function suggestion(given: string, allowed: readonly string[]): string {
  return meant(given, allowed) || (allowed.length > 0 ? t`; there are ${allowed.join(", ")}` : t`; it takes none`);
}

/** What is allowed, with what is wrong where that is known. */
export function withFault(allowed: string, fault: string | undefined): string {
  return fault === undefined ? allowed : t`${allowed}; ${fault}`;
}

/** `lab.yaml:12: scenarios[0].load-balancer.web: 99 must be at most 50`. */
export function formatFinding(finding: Finding, file: string, line: number): string {
  return formatProp({ ...finding, file: finding.file ?? file, line: finding.line ?? line });
}

/** The same for props of a construct, which are in no file: without the place, unless the finding has its own. */
export function formatProp({ path, value, message, file, line }: Finding): string {
  const mistake = sentence(formatPath(path), isShort(value) ? formatValue(value) : "", message);
  return file === undefined ? mistake : `${file}:${line ?? 1}: ${mistake}`;
}

/** A message is what is said of the value, or of the key where the value is none, a list or a mapping. */
function sentence(key: string, value: string, message: string): string {
  if (key !== "" && value !== "") return t`${key}: ${value} ${message}`;
  return t`${key || value || t`the file`} ${message}`;
}

function isShort(value: unknown): value is string | number | boolean | null {
  return value === null || ["string", "number", "boolean"].includes(typeof value);
}
