// What every verb is given: the class, its workspace, and how to answer.
import { existsSync } from "node:fs";
import { resolve } from "node:path";
import type { ClassDefinition } from "../definition/class-definition";
import { InputError } from "../definition/errors";
import { suggestion } from "../definition/findings";
import { loadClass } from "../definition/load";
import { scenarios } from "../stacks/scenarios";
import { projectFolder, Workspace } from "../workspace/workspace";

export type OutputFormat = "table" | "json";

export interface CliContext {
  /** The lab.yaml as an absolute path. */
  readonly file: string;
  /** The whole class: what is synthesized, whatever --on says. */
  readonly definition: ClassDefinition;
  /** The class with the students that --on names, else all. */
  readonly chosen: ClassDefinition;
  readonly workspace: Workspace;
  readonly output: OutputFormat;
  /** Answer yes to every question. */
  readonly yes: boolean;
  /** Aborted by the first Ctrl-C. */
  readonly signal: AbortSignal;
}

/** Exit codes of every verb; README.md documents them. */
export const exitCode = {
  ok: 0,
  /** Something did not end well, or a check said no. */
  failed: 1,
  /** Bad input; nothing was created or written. Of `lab check`: nobody could be asked. */
  input: 2,
  /** This machine lacks something. */
  machine: 3,
  interrupted: 130,
} as const;

export interface GlobalOptions {
  readonly file?: string;
  readonly output: OutputFormat;
  readonly yes?: boolean;
  readonly on?: string[];
}

/** Reads the class of a command line. Without -f it is lab.yaml of this folder, else the project's own. */
export function readContext(options: GlobalOptions, signal: AbortSignal): CliContext {
  const file = resolve(options.file ?? (existsSync("lab.yaml") ? "lab.yaml" : `${projectFolder}/lab.yaml`));
  const definition = loadClass(file, scenarios);
  return {
    file,
    definition,
    chosen: options.on ? { ...definition, students: select(definition, options.on) } : definition,
    workspace: new Workspace(definition.name),
    output: options.output,
    yes: options.yes ?? false,
    signal,
  };
}

/** The students that `--on` names, in the roster's order. */
export function select({ students }: ClassDefinition, names: readonly string[]): ClassDefinition["students"] {
  const known = students.map(({ name }) => name);
  for (const name of names) {
    if (!known.includes(name))
      throw new InputError(`--on ${JSON.stringify(name)}: is not a student of this class${suggestion(name, known)}`);
  }
  return students.filter(({ name }) => names.includes(name));
}
