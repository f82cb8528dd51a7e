// The JSON Schema of lab.yaml, for editors.
import { z } from "zod";
import type { ScenarioSpec } from "./scenario";
import { labFileSchema } from "./schema";

export function labJsonSchema(specs: readonly ScenarioSpec[]): object {
  return { title: "lab.yaml", ...z.toJSONSchema(labFileSchema(specs), { io: "input" }) };
}
