// What a scenario is: its spec, its construct, its checks. Guides and exercise files lie beside it in its folder.
import type { Construct } from "constructs";
import type { ScenarioSpec, Text } from "../../definition/scenario";
import type { LabStack } from "../lab-stack";

/** One yes/no question about a student's Engine. */
export interface Check {
  /** Unique within its scenario: lower-case letters, digits and dashes. */
  readonly id: string;
  readonly title: Text;
  /** POSIX sh, run on the Engine's host as the student's user. Exit status 0 is yes. */
  readonly script: string;
  /** What to do when the answer is no. */
  readonly hint: Text;
  /** Seconds. @default 10 */
  readonly timeout?: number;
}

export interface Scenario<Options = unknown> extends ScenarioSpec<Options> {
  /** Declares the running scenario in a student's lab. The images it pulls are declared already. */
  declare(scope: Construct, lab: LabStack, options: Options): void;
  checks(options: Options): readonly Check[];
  /** Whether the chapter looks at the Engine's host itself, which Docker Desktop keeps in a virtual machine. @default false */
  readonly needsLinuxHost?: boolean;
}

/** Keeps a scenario's option type from its schema to its construct. */
export function scenario<Options>(definition: Scenario<Options>): Scenario {
  return definition;
}

/** A lab's labels in the form that the provider's network takes them. */
export function networkLabels(lab: LabStack, scenario: string): { label: string; value: string }[] {
  return Object.entries(lab.labels(scenario)).map(([label, value]) => ({ label, value }));
}
