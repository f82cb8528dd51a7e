// What a scenario is: its spec, its construct, its checks. Guides and exercise files lie beside it in its folder.
import type { Construct } from "constructs";
import type { ClassDefinition } from "../../definition/class-definition";
import type { Check, ExerciseFile, ScenarioSpec } from "../../definition/scenario";
import type { Lab } from "./lab";

/** What a student's commands make besides what the scenario declares; `lab reset` looks for it. */
export interface Exercise {
  /** @default none */
  readonly containers?: readonly string[];
  /** @default none */
  readonly networks?: readonly string[];
  /** @default none */
  readonly images?: readonly string[];
  /** Projects of docker-compose: all of their containers and networks. @default none */
  readonly projects?: readonly string[];
  /** Folders on the Engine's host that containers keep data in, as a host has them; `{{data}}` of its guides is the first. @default none */
  readonly data?: readonly string[];
  /** What students find out and write down in `~/labs/answers/<scenario>`: the word before each value. @default nothing */
  readonly answers?: readonly string[];
}

export interface Scenario<Options = unknown, Secret extends string = string> extends ScenarioSpec<Options> {
  /** Where its guides, its figures and its exercise files in `files` are. */
  readonly folder: string;
  /** Declares the running scenario in a student's lab. The images it pulls are declared already. */
  declare(scope: Construct, lab: Lab<Secret>, options: Options): void;
  /** Names of what is random and each student's own, such as a database's password: lower-case letters, digits and `_`. @default it has none */
  readonly secrets?: readonly Secret[];
  /** At least three that are not `standing`; they ask for the result of the exercise, not for one way to it. `name`: the scenario's. */
  checks(options: NoInfer<Options>, name: string): readonly Check[];
  /** @default they make nothing else */
  readonly exercise?: Exercise;
  /** What its student gets in `~/labs`. @default the texts of its folder `files` */
  files?(options: Options): readonly ExerciseFile[];
  /** What `{{NAME}}` of its guides stands for, besides what every guide has. @default its options */
  facts?(options: Options): Readonly<Record<string, string>>;
  /** A script that does the exercise, in its student's folder. @default the commands of its guide */
  solve?(options: Options): string;
  /** Whether the chapter looks at the Engine's host itself, which Docker Desktop keeps in a virtual machine. @default false */
  readonly needsLinuxHost?: boolean;
}

/** A class as its stacks need it: its scenarios with their constructs. */
export type LabClass = ClassDefinition<Scenario>;

/** Keeps a scenario's option type from its schema to its construct, and the names of its secrets. */
export function scenario<Options, const Secret extends string = never>(definition: Scenario<Options, Secret>): Scenario {
  return definition;
}
