// Import blocks, with which Terraform's next plan takes existing resources into the state: Terraform from 1.5 and OpenTofu from 1.6 know them.
import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { SynthesizedStack } from "./stack-json";

export interface Import {
  /** Its address in the state. */
  readonly to: string;
  /** As the provider's documentation of the resource has it under "Import". */
  readonly id: string;
}

/** Beside cdk.tf.json, so that Terraform reads both. */
const file = "lab-imports.tf.json";

/** Writes the blocks in place of earlier ones; without any, the file is removed. */
export function writeImports({ folder }: SynthesizedStack, imports: readonly Import[]): void {
  const path = join(folder, file);
  if (imports.length === 0) rmSync(path, { force: true });
  else writeFileSync(path, `${JSON.stringify({ import: imports }, null, 2)}\n`);
}
