// What a host runs of an exercise of its own: its scripts, each by the shell that its first line names, with the variables of lab.yaml.
import { quote } from "./shell";

/** The shell that runs it, sh where it does not say; undefined for one that a host may not have. */
export function shellOf(text: string): "sh" | "bash" | undefined {
  const [line, path = "", word] = /^#! *(\S+)(?: +(\S+))?/.exec(text) ?? [];
  if (line === undefined) return "sh";
  const shell = path.endsWith("/env") ? word : path.split("/").at(-1);
  return shell === "sh" || shell === "bash" ? shell : undefined;
}

/** A script as a command of POSIX sh. */
export function commandOf(text: string): string {
  return shellOf(text) === "bash" ? `exec bash -c ${quote(text)}` : text;
}

export type Variables = Readonly<Record<string, string>>;

/** What solves an exercise: its own script, with the variables. */
export function solutionScript(text: string, variables: Variables): string {
  return `${exportLines(variables)}\n${commandOf(text)}`;
}

/** A check's command with what it finds: the variables, and the exercise's folder as its working directory. */
export function exerciseCheckScript(exercise: string, command: string, variables: Variables): string {
  const prelude = [exportLines(variables), `cd "$LAB_FILES/${exercise}" 2>/dev/null || :`].filter(Boolean);
  return [...prelude, command].join("\n");
}

function exportLines(variables: Variables): string {
  return Object.entries(variables)
    .map(([variable, value]) => `export ${variable}=${quote(value)}`)
    .join("\n");
}
