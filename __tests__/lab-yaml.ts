// Writes a lab.yaml of a test into a folder of its own.
import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { loadClass } from "../definition/load";
import { scenarios } from "../stacks/scenarios";
import type { LabClass } from "../stacks/scenarios/scenario";
import { Workspace } from "../workspace/workspace";

/** A folder that only this test uses. */
export function testFolder(): string {
  return mkdtempSync(join(tmpdir(), "lab-test-"));
}

/** Files beside a lab.yaml, by name. */
export type OtherFiles = Readonly<Record<string, string | Buffer>>;

/** Writes lab.yaml, and other files beside it, and returns its path. */
export function labYaml(text: string, others: OtherFiles = {}): string {
  const folder = testFolder();
  for (const [name, content] of Object.entries({ "lab.yaml": text, ...others })) writeFileSync(join(folder, name), content);
  return join(folder, "lab.yaml");
}

/** The class that a lab.yaml describes. */
export function classOf(text: string, others: OtherFiles = {}): LabClass {
  return loadClass(labYaml(text, others), scenarios);
}

/** A workspace in a folder of its own. */
export function testWorkspace(className = "docker-101"): Workspace {
  return new Workspace(className, join(testFolder(), ".lab"));
}
