// From a class definition to its synthesized stacks: used by main.ts for plain cdktf and by the lab command.
import { App } from "cdktf";
import { chmodSync, writeFileSync } from "node:fs";
import { join, relative, resolve } from "node:path";
import type { ClassDefinition } from "../definition/class-definition";
import type { Workspace } from "../workspace/workspace";
import { writeExerciseFiles } from "../workspace/exercise-files";
import { exerciseFiles } from "./scenarios/exercise-files";
import { type Engine, LabStack } from "./lab-stack";

/** A stack that was written to disk. */
export interface SynthesizedStack {
  readonly id: string;
  /** Its folder, where Terraform runs. */
  readonly folder: string;
}

/**
 * Synthesizes every stack of a class below `outFolder` and writes each stack's variables beside its cdk.tf.json,
 * so that neither plain cdktf nor Terraform asks for one.
 */
export function synthesize(definition: ClassDefinition, workspace: Workspace, outFolder: string): SynthesizedStack[] {
  workspace.create();
  const app = new App({ outdir: resolve(outFolder) });
  const folderOf = (id: string) => join(app.outdir, "stacks", id);
  const labs = definition.students.map((student) => {
    const stateFolder = relative(folderOf(LabStack.idOf(student)), workspace.stateFolder);
    return new LabStack(app, { definition, student, engine: engineOf(definition, student.name), stateFolder });
  });
  app.synth();
  for (const lab of labs) writeVariables(folderOf(lab.node.id), lab.variableNames, workspace);
  if (definition.target.kind === "local") {
    writeExerciseFiles(workspace.exerciseFolder, exerciseFiles(definition.scenarios.map(({ spec }) => spec)));
  }
  return labs.map((lab) => ({ id: lab.node.id, folder: folderOf(lab.node.id) }));
}

function engineOf({ target }: ClassDefinition, student: string): Engine {
  if (target.kind !== "hosts") return {};
  const machine = target.machines[student];
  return machine ? { host: `ssh://${machine.user}@${machine.address}:${machine.port}` } : {};
}

/** Terraform reads every `*.auto.tfvars.json` of the folder it runs in. */
function writeVariables(folder: string, names: readonly string[], workspace: Workspace): void {
  const values = Object.fromEntries(names.map((name) => [name, variable(name, workspace)]));
  const file = join(folder, "lab.auto.tfvars.json");
  writeFileSync(file, `${JSON.stringify(values, null, 2)}\n`, { mode: 0o600 });
  chmodSync(file, 0o600);
}

function variable(name: string, workspace: Workspace): string {
  switch (name) {
    case "data_folder":
      return workspace.dataFolder;
    case "ssh_config":
      return workspace.path("ssh_config");
    default:
      return workspace.secret(name);
  }
}
