// A folder whose index.ts default-exports a scenario: the form of the built-in ones, for what compose cannot say.
import { existsSync, readFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import { z } from "zod";
import type { Finding } from "../../definition/errors";
import { parse } from "../../definition/findings";
import { parseJson } from "../../definition/json";
import { t } from "../../language/translate";
import type { Scenario } from "../scenarios/scenario";
import { guardedScenario } from "./guarded-scenario";
import { partText, refusedScenario } from "./refused";
import { text } from "./returned";
import { errorOf, findingOf, reasonOf, syntaxReason } from "./thrown";

/** What is wrong with it is reported by its options' schema, as for any other folder. */
export async function moduleScenario(folder: string, entry: string): Promise<Scenario> {
  const name = basename(folder);
  const refused = (message: string) => refusedScenario(folder, entry, [{ path: [], message, file: join(entry, "index.ts"), line: 1 }]);
  if (existsSync(join(folder, "compose.yaml"))) return refused(t`is beside compose.yaml; keep one of the two`);
  const { findings } = partText(folder, "index.ts", entry);
  if (findings.length > 0) return refusedScenario(folder, entry, findings);
  let exported: unknown;
  try {
    // Node before 22.18 does not run TypeScript, and no Node resolves imports the way tsconfig.json lets them be written
    (await import("tsx/esm/api")).register();
    exported = await import(pathToFileURL(join(folder, "index.ts")).href);
  } catch (error) {
    const thrown = errorOf(error);
    return refusedScenario(folder, entry, [findingOf(thrown, whyNotLoaded(thrown, folder), folder, entry)]);
  }
  const module = scenarioModule.safeParse(exported);
  if (!module.success) {
    const findings = mistakesIn(exported).map((finding) => ({ ...finding, file: join(entry, "index.ts"), line: 1 }));
    if (findings.length > 0) return refusedScenario(folder, entry, findings);
    return refused(t`has no scenario as its default export: export default scenario({ … })`);
  }
  const own = module.data.default;
  if (own.name !== name) return refused(t`exports a scenario named ${own.name}, and its folder is ${name}; give both one name`);
  return guardedScenario(own, folder, entry);
}

function whyNotLoaded(error: NodeJS.ErrnoException, folder: string): string {
  const { message, code = "" } = error;
  const reason = reasonOf(error);
  if (code.endsWith("MODULE_NOT_FOUND") && message.includes("docker-class-lab"))
    return t`cannot be loaded: ${reason}; install docker-class-lab in the class's folder: npm install docker-class-lab`;
  if (isEsModule(folder) || syntaxReason(message) !== undefined) return t`cannot be loaded: ${reason}`;
  return code.startsWith("ERR_REQUIRE_")
    ? t`cannot be loaded: it is an ES module, so the class's folder needs a package.json with { "type": "module" }`
    : t`cannot be loaded: ${reason}; it is an ES module, so the class's folder needs a package.json with { "type": "module" }`;
}

/** Whether the nearest package.json makes it one, as Node decides. */
function isEsModule(folder: string): boolean {
  const file = join(folder, "package.json");
  if (existsSync(file)) return z.object({ type: z.literal("module") }).safeParse(parseJson(readFileSync(file, "utf8"))).success;
  return dirname(folder) !== folder && isEsModule(dirname(folder));
}

const names = z.array(z.string()).optional();

const scenarioShape = z.object({
  name: z.string(),
  title: text,
  options: z.instanceof(z.ZodObject, { error: () => t`must be a schema of zod 4, such as z.strictObject({})` }),
  uses: z.function(),
  endpoints: z.function(),
  declare: z.function(),
  checks: z.function(),
  files: z.function().optional(),
  facts: z.function().optional(),
  solve: z.function().optional(),
  secrets: z
    .array(
      z
        .string()
        .regex(/^[a-z][a-z0-9_]*$/, { error: () => t`must be a name of lower-case letters, digits and _, which begins with a letter` }),
    )
    .optional(),
  exercise: z.object({ containers: names, networks: names, images: names, projects: names, data: names, answers: names }).optional(),
  needsLinuxHost: z.boolean().optional(),
});

/** The scenario object itself, not a copy: its options are a schema of its own copy of zod. */
const scenarioModule = z.object({ default: z.custom<Scenario>((exported) => scenarioShape.safeParse(exported).success) });

/** What is wrong with a default export that is meant as a scenario; nothing where it is something else. */
export function mistakesIn(exported: unknown): readonly Finding[] {
  const named = z.object({ default: z.looseObject({ name: z.string() }) }).safeParse(exported);
  const parsed = named.success ? parse(scenarioShape, named.data.default) : undefined;
  return parsed && "findings" in parsed ? parsed.findings : [];
}
