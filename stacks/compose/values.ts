// Values of a compose file that can be written in several ways, each as one form.
import { z } from "zod";
import { byType } from "../../definition/choice";
import { meant } from "../../definition/findings";
import { withoutExtensions } from "../../definition/yaml-file";
import { t } from "../../language/translate";
import { words } from "./words";

/** A mapping that refuses every other key, and says what to do about those that compose has and the lab does not. Keys with x- are the author's own. */
export function keys<Shape extends z.ZodRawShape>(shape: Shape, notTaken: Readonly<Record<string, () => string>> = {}) {
  const own = Object.keys(shape);
  const reasons = new Map(Object.entries(notTaken));
  const reason = (key: string) => {
    const known = reasons.get(key);
    if (known) return t`is not taken: ${known()}`;
    const near = meant(key, own);
    return near === "" ? t`is not a key here; docs/exercises.md has those that are` : t`is not a key here${near}`;
  };
  return z.preprocess(
    (value) => withoutExtensions(value, own),
    z.strictObject(shape, {
      error: (issue) => (issue.code === "unrecognized_keys" ? issue.keys.map(reason).join("\n") : undefined),
    }),
  );
}

/** Text, or a number or boolean as it was written. */
export const text = byType({ string: z.string(), number: z.number(), boolean: z.boolean() }).transform(String);

/** A whole number, also one that a variable was filled in with. */
export const wholeNumber = byType({
  number: z.int().min(0),
  string: z.string().regex(/^\d+$/, { error: () => t`must be a whole number` }),
}).transform(Number);

/** True or false, also one that a variable was filled in with. */
export const flag = byType({
  boolean: z.boolean(),
  string: z.enum(["true", "false"]).transform((word) => word === "true"),
});

export const texts = z.array(text);

/** One text, or a list of them. */
export const textOrList = byType({ string: z.string().transform((one) => [one]), array: texts });

/** A command: its words, or a line that is split as a shell splits it. */
export const command = byType({
  string: z.string().transform((line, context): string[] => {
    const split = words(line);
    if (split) return split;
    context.issues.push({ code: "custom", message: t`has a quote that is not closed`, input: line });
    return z.NEVER;
  }),
  array: texts,
});

/** `NAME: value` or `NAME=value`; null where there is no value. */
export const pairs = byType({
  object: z.record(z.string(), text.nullable()),
  array: texts.transform((lines) =>
    Object.fromEntries(
      lines.map((line): [string, string | null] => {
        const at = line.indexOf("=");
        return at < 0 ? [line, null] : [line.slice(0, at), line.slice(at + 1)];
      }),
    ),
  ),
}).transform((record): Readonly<Record<string, string | null>> => record);

const units = new Map([
  ["b", 2 ** -20],
  ["k", 2 ** -10],
  ["m", 1],
  ["g", 1024],
]);

/** An amount of memory, such as `128m`, in whole MB. */
export const megabytes = byType({
  number: z.int().transform((bytes) => Math.ceil(bytes / 2 ** 20)),
  string: z
    .string()
    .regex(/^\d+(\.\d+)?\s*([bkmg]|[kmg]b)?$/i, { error: () => t`must be an amount of memory, such as 128m or 1g` })
    .transform((amount) => {
      const unit = /[bkmg]/i.exec(amount)?.[0].toLowerCase() ?? "b";
      return Math.ceil(Number.parseFloat(amount) * (units.get(unit) ?? 1));
    }),
});

/** Docker's own minimum. */
export const memoryLimit = megabytes.pipe(z.int().min(6, { error: () => t`must be at least 6m` }));

const seconds = new Map([
  ["us", 1e-6],
  ["ms", 1e-3],
  ["s", 1],
  ["m", 60],
  ["h", 3600],
]);

/** A duration such as `1m30s`, in seconds. */
export const duration = z
  .string()
  .regex(/^(\d+(\.\d+)?(us|ms|s|m|h))+$/, { error: () => t`must be a duration, such as 10s or 1m30s` })
  .transform((given) =>
    [...given.matchAll(/(\d+(?:\.\d+)?)(us|ms|s|m|h)/g)].reduce(
      (sum, [, count, unit = ""]) => sum + Number(count) * (seconds.get(unit) ?? 0),
      0,
    ),
  );
