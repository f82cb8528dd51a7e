// Writes lab.schema.json (`npm run schema`).
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { scenarios } from "../stacks/scenarios";
import { labJsonSchema } from "../definition/json-schema";

writeFileSync(join(import.meta.dirname, "..", "lab.schema.json"), `${JSON.stringify(labJsonSchema(scenarios), null, 2)}\n`);
