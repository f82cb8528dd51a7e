// What the functions of a scenario of an instructor's own have to return: of what they return otherwise, the key, the value and what is allowed.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { types } from "node:util";
import { z } from "zod";
import type { Finding } from "../../definition/errors";
import { imageReference, name, tcpPort } from "../../definition/fields";
import { parse } from "../../definition/findings";
import { t } from "../../language/translate";

/** In both languages. */
export const text = z.object({ ko: z.string(), en: z.string() });
const names = z.array(z.string());

/** What is asked of a scenario when its options are read, so that nothing is begun with one that fails. `declare` needs a stack. */
const returned = {
  uses: z.object({
    hostPorts: z.array(z.object({ option: z.string(), port: tcpPort, protocol: z.literal("udp").optional() })),
    containers: names,
    networks: names,
    builds: names,
    images: z.array(imageReference),
    memoryMb: z.number().min(0),
  }),
  endpoints: z.array(
    z.object({
      name: z.string(),
      title: text.optional(),
      port: tcpPort,
      path: z.string().startsWith("/", { error: () => t`must begin with /` }),
      startupSeconds: z.number().min(0).optional(),
    }),
  ),
  checks: z.array(
    z.object({
      id: name,
      title: text,
      standing: z.boolean().optional(),
      script: z.string(),
      hint: text,
      timeout: z.number().min(1).optional(),
      says: z.boolean().optional(),
    }),
  ),
  files: z.array(
    z.object({
      path: z.string(),
      content: z.string(),
      encoding: z.literal("base64").optional(),
      mode: z.int().min(0).max(0o7777).optional(),
    }),
  ),
  facts: z.record(z.string(), z.string()),
  solve: z.string(),
} satisfies Record<string, z.ZodType>;

export type AskedPart = keyof typeof returned;
export const askedParts = Object.keys(returned) as AskedPart[];

/** What is wrong with what a function returned, at the line of the folder's index.ts that names the function. `entry`: the folder as messages name it. */
export function findingsOfReturned(part: AskedPart, value: unknown, folder: string, entry: string): Finding[] {
  const at = { file: join(entry, "index.ts"), line: lineOf(part, join(folder, "index.ts")) };
  const key = `${part}()`;
  if (types.isPromise(value)) {
    value.catch(() => undefined);
    return [{ path: [key], message: t`returns a promise; it must not be async`, ...at }];
  }
  const parsed = parse(returned[part], value);
  return "data" in parsed ? [] : parsed.findings.map((finding) => ({ ...finding, path: [key, ...finding.path], ...at }));
}

/** The first line on which an object has a member of that name. */
function lineOf(part: string, file: string): number {
  const lines = readFileSync(file, "utf8").split("\n");
  const member = new RegExp(`^(?:.*[{,])?\\s*(?:async\\s+)?${part}\\s*[:(,]`);
  return (
    Math.max(
      lines.findIndex((line) => member.test(line)),
      0,
    ) + 1
  );
}
