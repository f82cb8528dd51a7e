// From a class definition to its synthesized stacks: used by main.ts for plain cdktf and by the lab command.
import { App } from "cdktf";
import { chmodSync, mkdirSync, writeFileSync } from "node:fs";
import { join, relative, resolve } from "node:path";
import type { ClassDefinition } from "../definition/class-definition";
import { myAddress } from "../aws/my-address";
import { readSeats } from "../workspace/seats";
import { classPublicKey, writeSshConfig } from "../workspace/ssh";
import type { Workspace } from "../workspace/workspace";
import { writeExerciseFiles } from "../workspace/exercise-files";
import { gateScripts } from "../stacks/hosts/scripts";
import { exerciseFiles } from "../stacks/scenarios/exercise-files";
import { LabStack } from "../stacks/lab-stack";

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
export async function synthesize(definition: ClassDefinition, workspace: Workspace, outFolder: string): Promise<SynthesizedStack[]> {
  workspace.create();
  // a lab on this machine has no hosts, and does not wait for the constructs of EC2 to load
  const HostsStack = definition.target.kind === "local" ? undefined : (await import("../stacks/hosts-stack")).HostsStack;
  const stacks = withoutTokenTraces(() => {
    const app = new App({ outdir: resolve(outFolder) });
    const folderOf = (id: string) => join(app.outdir, "stacks", id);
    const stateFolderOf = (id: string) => relative(folderOf(id), workspace.stateFolder);
    const hosts =
      HostsStack && new HostsStack(app, { definition, seats: readSeats(definition, workspace), stateFolder: stateFolderOf(HostsStack.id) });
    const labs = definition.students.map((student) => {
      const engine = hosts?.engine(student.name) ?? {};
      const lab = new LabStack(app, { definition, student, engine, stateFolder: stateFolderOf(LabStack.idOf(student)) });
      if (hosts) lab.addDependency(hosts);
      return lab;
    });
    app.synth();
    return [...(hosts ? [hosts] : []), ...labs].map(({ node, variableNames }) => ({
      id: node.id,
      folder: folderOf(node.id),
      variableNames,
    }));
  });
  const values = await variableValues(new Set(stacks.flatMap(({ variableNames }) => variableNames)), definition, workspace);
  for (const { folder, variableNames } of stacks) writeVariables(folder, variableNames, values);
  if (definition.target.kind === "local") {
    writeExerciseFiles(workspace.exerciseFolder, exerciseFiles(definition.scenarios.map(({ spec }) => spec)));
  }
  return stacks;
}

/**
 * cdktf captures a stack trace for every token, for the text of an error that names one: a third of a large synth.
 * Errors keep their own traces; only what is captured on purpose is left out meanwhile.
 */
function withoutTokenTraces<Result>(work: () => Result): Result {
  // eslint-disable-next-line @typescript-eslint/unbound-method -- put back as it was
  const capture = Error.captureStackTrace;
  Error.captureStackTrace = () => undefined;
  try {
    return work();
  } finally {
    Error.captureStackTrace = capture;
  }
}

type VariableValues = ReadonlyMap<string, string | readonly string[]>;

async function variableValues(names: ReadonlySet<string>, definition: ClassDefinition, workspace: Workspace): Promise<VariableValues> {
  const values = new Map<string, string | readonly string[]>();
  for (const name of names) values.set(name, await variable(name, definition, workspace));
  return values;
}

/** Terraform reads every `*.auto.tfvars.json` of the folder it runs in. */
function writeVariables(folder: string, names: readonly string[], values: VariableValues): void {
  const own = Object.fromEntries(names.map((name) => [name, values.get(name)]));
  const file = join(folder, "lab.auto.tfvars.json");
  writeFileSync(file, `${JSON.stringify(own, null, 2)}\n`, { mode: 0o600 });
  chmodSync(file, 0o600);
}

async function variable(name: string, definition: ClassDefinition, workspace: Workspace): Promise<string | string[]> {
  switch (name) {
    case "data_folder":
      return workspace.dataFolder;
    case "ssh_config":
      return writeSshConfig(definition, workspace);
    case "class_public_key":
      return classPublicKey(workspace);
    case "my_addresses":
      return [await myAddress(workspace)];
    case "scripts_folder":
      return writeScripts(definition, workspace);
    default:
      return workspace.secret(name);
  }
}

/** Writes what the readiness gates run on hosts and returns its folder. */
function writeScripts(definition: ClassDefinition, workspace: Workspace): string {
  const folder = workspace.path("scripts");
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  for (const [name, text] of Object.entries(gateScripts(definition))) workspace.write(join("scripts", name), text);
  return folder;
}
