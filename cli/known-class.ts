// The class that a verb works on when its lab.yaml is missing, changed or broken: what the folder's own records know of it.
import { existsSync, readdirSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { InputError } from "../definition/errors";
import { loadClass } from "../definition/load";
import { looseName } from "../definition/yaml-file";
import { targetOf } from "../deploy/targets";
import { scenarios } from "../stacks/scenarios";
import type { LabClass } from "../stacks/scenarios/scenario";
import { type ClassRecord, type DeployedLab, readRecord, withLabs } from "../workspace/record";
import { stateFiles } from "../workspace/state-files";
import { Workspace } from "../workspace/workspace";

export interface KnownClass {
  readonly name: string;
  readonly workspace: Workspace;
  /** As lab.yaml has it, where it can be read. */
  readonly definition?: LabClass;
  /** Why lab.yaml cannot be read. */
  readonly problem?: InputError;
  /** What was deployed. */
  readonly record: ClassRecord;
  /** Whether the record of what was deployed cannot be read. */
  readonly damaged: boolean;
}

/** @throws InputError where neither lab.yaml nor the folder says which class is meant. */
export function knownClass(file: string | undefined): KnownClass {
  const path = resolve(file ?? "lab.yaml");
  try {
    const definition = loadClass(path, scenarios);
    const workspace = Workspace.of(definition.name, path);
    return { name: definition.name, workspace, definition, ...readRecord(workspace) };
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    const name = looseName(path) ?? onlyClass(path, error);
    const workspace = Workspace.of(name, path);
    return { name, workspace, problem: error, ...readRecord(workspace) };
  }
}

/** The labs that may stand: what was deployed, and what lab.yaml has. */
export function knownLabs({ definition, workspace, record }: KnownClass): DeployedLab[] {
  if (!definition) return record.labs;
  const target = targetOf(definition, workspace);
  const wished = definition.students.map(({ name }) => target.deployedLab(name));
  return withLabs(record, wished).labs;
}

/** The one class that was deployed from this folder. */
function onlyClass(file: string, problem: InputError): string {
  const home = process.env["LAB_HOME"];
  const root = home === undefined || home === "" ? join(dirname(file), ".lab") : resolve(home);
  const names = existsSync(root)
    ? readdirSync(root, { withFileTypes: true }).flatMap((entry) => (entry.isDirectory() ? [entry.name] : []))
    : [];
  const classes = names.filter((name) => isDeployed(new Workspace(name, root)));
  const [only] = classes;
  if (only !== undefined && classes.length === 1) return only;
  if (classes.length === 0) throw problem;
  throw new InputError(
    `${problem.message}\nSeveral classes were deployed from here: ${classes.join(", ")}`,
    `Name one in a lab.yaml of its own: a file with the one line "name: ${only ?? ""}", then npx lab down -f FILE`,
  );
}

function isDeployed(workspace: Workspace): boolean {
  const { record, damaged } = readRecord(workspace);
  return (
    damaged || record.labs.length > 0 || record.regions.length > 0 || stateFiles(workspace).some(({ condition }) => condition !== "empty")
  );
}
