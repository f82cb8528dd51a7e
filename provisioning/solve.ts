// What completes a scenario on a host, besides what is typed there: room for its containers, and the scenario's own script.
import { labels } from "../definition/pins";
import { engineGuard } from "./engine-guard";
import { labsWord } from "./labs-folder";
import { quote, shellCommand } from "./shell";

/** POSIX sh that prints a line for each of these containers that is there: the lab's scenario, nothing for a student's own, and the name. */
export function sameNamesScript(names: readonly string[]): string {
  const format = `{{with index .Config.Labels "${labels.scenario}"}}{{.}}{{end}} {{.Name}}`;
  return `${engineGuard}\ndocker container inspect -f ${quote(format)} ${names.map(quote).join(" ")} 2>/dev/null || :`;
}

/** The names of those that are a student's own. */
export function readStudentsOwn(stdout: string): string[] {
  return stdout.split("\n").flatMap((line) => (line.startsWith(" /") ? [line.slice(2)] : []));
}

/** POSIX sh that removes containers by name. */
export function makeRoomScript(names: readonly string[]): string {
  return `docker rm -fv ${names.map(quote).join(" ")}`;
}

export interface SolveScriptProps {
  readonly scenario: string;
  /** The scenario's own script, POSIX sh. */
  readonly script: string;
  /** Where the lab's ports are reached. */
  readonly labHost: string;
  /** Folder of the exercise files. @default `~/labs` */
  readonly labsFolder?: string;
}

/** POSIX sh that runs a scenario's own script in the student's folder. */
export function solveScript({ scenario, script, labHost, labsFolder }: SolveScriptProps): string {
  return `cd ${labsWord(labsFolder)}/${quote(scenario)} || exit 1\nLAB_HOST=${quote(labHost)} ${shellCommand(script)} </dev/null\n`;
}
