// Writes the reference pages of docs/ (`npm run docs`).
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { referencePages } from "./reference/pages";

for (const [name, text] of referencePages()) writeFileSync(join(import.meta.dirname, "..", "docs", name), text);
