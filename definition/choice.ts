// Keys of lab.yaml that can be written in more than one form, parsed so that a mistake is reported for the form that was meant.
import { z } from "zod";
import { t } from "../language/translate";
import { kind, parseIssues, suggestion } from "./findings";

/** The name that was chosen, and its parsed options. */
type Chosen<Branches extends Record<string, z.ZodType>> = {
  [Name in keyof Branches]: { name: Name; options: z.output<Branches[Name]> };
}[keyof Branches];

/**
 * A choice among named options: a bare name (`nginx`), or a mapping of one name to its options (`load-balancer: { web: 4 }`).
 * Its output is the name and the parsed options. `alsoInEditors`: JSON Schemas of other forms that editors should accept.
 */
export function choice<Branches extends Record<string, z.ZodType>>(branches: Branches, alsoInEditors: () => readonly object[] = () => []) {
  const names = Object.keys(branches);
  const written = (name: string) => ({
    type: "object",
    properties: { [name]: { anyOf: [jsonSchema(branches[name]), { type: "null" }] } },
    required: [name],
    additionalProperties: false,
  });
  return z
    .unknown()
    .meta(inEditors(() => [{ enum: names }, ...names.map(written), ...alsoInEditors()]))
    .transform((value, context): Chosen<Branches> => {
      const keys = namesIn(value);
      const [name] = keys;
      if (name === undefined) return fail(context, value, t`must be one of ${names.join(", ")}, alone or with its options`);
      if (keys.length > 1) return fail(context, value, t`has several keys (${keys.join(", ")}); it takes one of ${names.join(", ")}`);
      const schema = Object.hasOwn(branches, name) ? branches[name] : undefined;
      if (!schema) return fail(context, name, t`is not known${suggestion(name, names)}`);
      const options = isMapping(value) ? value[name] : undefined;
      const chosen: unknown = { name, options: inner(context, schema, options ?? {}, isMapping(value) ? [name] : []) };
      return chosen as Chosen<Branches>;
    });
}

/** A key whose schema depends on the type of what was written, such as `30`, `roster.csv` or a list. */
export function byType<Schemas extends Partial<Record<"number" | "string" | "boolean" | "array" | "object", z.ZodType>>>(schemas: Schemas) {
  return z
    .unknown()
    .meta(inEditors(() => Object.values(schemas).map(jsonSchema)))
    .transform((value, context): z.output<NonNullable<Schemas[keyof Schemas]>> => {
      const type = Array.isArray(value) ? "array" : typeof value;
      const schema = (schemas as Record<string, z.ZodType>)[value === null ? "null" : type];
      if (schema) return inner(context, schema, value, []) as z.output<NonNullable<Schemas[keyof Schemas]>>;
      const allowed = Object.keys(schemas).map((name) => kind(name === "number" ? "int" : name));
      return fail(context, value, t`must be ${allowed.reduce((all, one) => t`${all}, or ${one}`)}`);
    });
}

function fail(context: z.RefinementCtx, input: unknown, message: string): never {
  context.issues.push({ code: "custom", message, input });
  return z.NEVER;
}

function inner(context: z.RefinementCtx, schema: z.ZodType, value: unknown, path: string[]): unknown {
  const result = parseIssues(schema, value);
  if (result.success) return result.data;
  for (const issue of result.error.issues) context.issues.push({ ...issue, path: [...path, ...issue.path] } as z.core.$ZodRawIssue);
  return z.NEVER;
}

/** What is allowed, as JSON Schema: built only when it is asked for, because that takes longer than reading a lab.yaml. */
function inEditors(anyOf: () => object[]) {
  return {
    get anyOf() {
      return anyOf();
    },
  };
}

function jsonSchema(schema: z.ZodType | undefined): object {
  if (!schema) return {};
  const whole: Record<string, unknown> = z.toJSONSchema(schema, { io: "input" });
  delete whole["$schema"];
  return whole;
}

/** Whether a YAML value is a mapping: neither a scalar, a list nor null. */
export function isMapping(value: unknown): value is Record<string, unknown> {
  return value !== null && typeof value === "object" && !Array.isArray(value);
}

/** What a value of YAML names: itself where it is a text, its keys where it is a mapping. */
export function namesIn(value: unknown): string[] {
  if (typeof value === "string") return [value];
  return isMapping(value) ? Object.keys(value) : [];
}
