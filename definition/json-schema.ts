// The JSON Schema of lab.yaml, for editors.
import { z } from "zod";
import type { ScenarioSpec } from "./scenario";
import { labFileSchema } from "./schema";

export function labJsonSchema(specs: readonly ScenarioSpec[]): object {
  // load.ts leaves out the author's own keys before the schema sees them
  return { title: "lab.yaml", ...z.toJSONSchema(labFileSchema(specs), { io: "input" }), patternProperties: { "^x-": {} } };
}
