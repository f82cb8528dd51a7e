// What a verb is given: the class, its workspace, and how to answer.
import { loadClass } from "../definition/load";
import { studentOf } from "../definition/student-of";
import type { Session } from "../deploy/session";
import { t } from "../language/translate";
import { knownScenarios } from "../stacks/exercises/known-scenarios";
import type { LabClass } from "../stacks/scenarios/scenario";
import { Workspace } from "../workspace/workspace";
import { labFile, noLabFile } from "./lab-file";
import { say } from "./output";
import { terminalReporter } from "./reporter";

export { exitCode } from "./exit-codes";

export type OutputFormat = "table" | "json";

export interface CliContext extends Session {
  /** The lab.yaml as an absolute path. */
  readonly file: string;
  readonly output: OutputFormat;
  /** Answer yes to every question. */
  readonly yes: boolean;
}

export interface GlobalOptions {
  /** Path of lab.yaml. @default the one in the current folder */
  readonly file?: string;
  readonly output: OutputFormat;
  /** Whether every question is answered with yes. @default false */
  readonly yes?: boolean;
  /** Names of the chosen students. @default all of the class */
  readonly on?: string[];
}

/** Reads the class of a command line. @throws InputError where there is no lab.yaml, or where it has a mistake. */
export async function readContext(options: GlobalOptions, signal: AbortSignal): Promise<CliContext> {
  const missing = noLabFile(options.file);
  if (missing) throw missing;
  const file = labFile(options.file);
  const definition = loadClass(file, await knownScenarios(file));
  const yes = options.yes ?? false;
  return {
    file,
    definition,
    chosen: options.on ? { ...definition, students: select(definition, options.on) } : definition,
    workspace: Workspace.of(definition.name, file, (from, to) => say(t`What was kept of the class was moved from ${from} to ${to}`)),
    output: options.output,
    yes,
    signal,
    reporter: terminalReporter({ yes, signal }),
  };
}

/** The students that `--on` names, in the roster's order. */
export function select(definition: LabClass, names: readonly string[]): LabClass["students"] {
  for (const name of names) studentOf(definition, name, "--on ");
  return definition.students.filter(({ name }) => names.includes(name));
}
