// What the definition has to know about a scenario: its name, its options, and what it takes on an Engine.
import type { z } from "zod";
import type { Text } from "../language/language";

/** A host port, and the option of lab.yaml that sets it. */
export interface HostPort {
  readonly option: string;
  readonly port: number;
  /** @default tcp */
  readonly protocol?: "udp";
  /** Where it is set, if not in lab.yaml. @default lab.yaml */
  readonly at?: { readonly file: string; readonly line: number };
}

/** What a scenario takes on its student's Engine while it is running, and what it needs there. */
export interface ScenarioUses {
  readonly hostPorts: readonly HostPort[];
  /** Container names. */
  readonly containers: readonly string[];
  /** Network names. */
  readonly networks: readonly string[];
  /** Images that are built there. */
  readonly builds: readonly string[];
  /** Images that are pulled. */
  readonly images: readonly string[];
  /** Memory limit of all its containers together, in MB. */
  readonly memoryMb: number;
}

/** Memory limit in MB of all containers of running scenarios together. */
export function memoryOf(scenarios: readonly ScenarioUse[]): number {
  return scenarios.reduce((sum, { spec, options, state }) => sum + (state === "running" ? spec.uses(options).memoryMb : 0), 0);
}

/** An address that has to answer before a scenario counts as up. */
export interface Endpoint {
  readonly name: string;
  /** How students read it. @default its name */
  readonly title?: Text;
  readonly port: number;
  readonly path: string;
  /** Seconds until its first answer on a small host, for one that takes more than a minute. @default the caller's own timeout */
  readonly startupSeconds?: number;
}

/** The part of a scenario that needs no construct. `Options` is what its schema makes of the keys in lab.yaml. */
export interface ScenarioSpec<Options = unknown> {
  /** Lower-case letters, digits and dashes. */
  readonly name: string;
  /** How lab.yaml names it. @default its name */
  readonly entry?: string;
  readonly title: Text;
  /** A strict object schema; every option has a default. */
  readonly options: z.ZodType<Options>;
  uses(options: Options): ScenarioUses;
  endpoints(options: Options): readonly Endpoint[];
}

/** `running`: declared and up. `ready`: images pulled, files in place, nothing declared; the student types the commands. */
export type ScenarioState = "running" | "ready";

/** The key of a scenario in lab.yaml. */
export function entryOf({ entry, name }: Pick<ScenarioSpec, "entry" | "name">): string {
  return entry ?? name;
}

/** A scenario as a class uses it. */
export interface ScenarioUse<Spec extends ScenarioSpec = ScenarioSpec> {
  readonly spec: Spec;
  readonly state: ScenarioState;
  readonly options: unknown;
}

/** One yes/no question about a student's Engine. */
export interface Check {
  /** Unique within its scenario: lower-case letters, digits and dashes. */
  readonly id: string;
  readonly title: Text;
  /** Whether it checks the lab itself: it passes on a running lab before anybody typed a word, and does not count as done. @default false */
  readonly standing?: boolean;
  /**
   * POSIX sh, run on the Engine's host as the student's user. Exit status 0 is yes.
   * `$LAB_HOST` is the name under which published ports are reached from there, `$LAB_CONTAINERS` a file that
   * provisioning/engine-facts.ts has the questions for, `$LAB_ANSWERS` the folder of what students wrote down.
   * It asks by inspection or by a request from outside: a `docker exec` or `docker run` would be among the events that students read.
   */
  readonly script: string;
  /** What to do when the answer is no. */
  readonly hint: Text;
  /** Seconds. @default 10 */
  readonly timeout?: number;
  /** Whether the last line that it prints is shown when the answer is no. @default false */
  readonly says?: boolean;
}

/** A file that a student gets. */
export interface ExerciseFile {
  /** Below the user's `~/labs`, such as `load-balancer/index.js`. */
  readonly path: string;
  /** Text, which ends with a newline on the host; for any other bytes, their base64. */
  readonly content: string;
  /** @default content is the text itself */
  readonly encoding?: "base64";
  /** Permission bits, such as 0o755. @default what the umask leaves of 0o666 */
  readonly mode?: number;
}

/** A check of a class, with the scenario it belongs to. */
export interface ClassCheck extends Check {
  readonly scenario: string;
}

/** The key of a check in a class: in its progress, its tables and in what pages receive. */
export function checkKey({ scenario, id }: Pick<ClassCheck, "scenario" | "id">): string {
  return `${scenario}/${id}`;
}
