// What a scenario is: its spec, its construct, its checks. Guides and exercise files lie beside it in its folder.
import type { Construct } from "constructs";
import type { ScenarioSpec, Text } from "../../definition/scenario";
import { defaultTimeout, type HostCheck } from "../../provisioning/lab-check";
import type { LabStack } from "../lab-stack";

/** One yes/no question about a student's Engine. */
export interface Check {
  /** Unique within its scenario: lower-case letters, digits and dashes. */
  readonly id: string;
  readonly title: Text;
  /** Says that the lab stands: yes of a running lab before anybody typed a word. It does not count as done. @default false */
  readonly standing?: boolean;
  /**
   * POSIX sh, run on the Engine's host as the student's user. Exit status 0 is yes.
   * `$LAB_HOST` is the name under which published ports are reached from there, `$LAB_CONTAINERS` a file that
   * engine-facts.ts has the questions for, `$LAB_ANSWERS` the folder of what students wrote down.
   * It asks by inspection or by a request from outside: a `docker exec` or `docker run` would be among the events that students read.
   */
  readonly script: string;
  /** What to do when the answer is no. */
  readonly hint: Text;
  /** Seconds. @default 10 */
  readonly timeout?: number;
}

/** What a student's commands make besides what the scenario declares: what `lab reset` looks for. */
export interface Exercise {
  readonly containers?: readonly string[];
  readonly networks?: readonly string[];
  readonly images?: readonly string[];
  /** Projects of docker-compose: all of their containers and networks. */
  readonly projects?: readonly string[];
  /** Folders on the Engine's host that containers keep data in, as a host has them. */
  readonly data?: readonly string[];
  /** What students find out and write down in `~/labs/answers/<scenario>`: the word before each value. */
  readonly answers?: readonly string[];
}

export interface Scenario<Options = unknown> extends ScenarioSpec<Options> {
  /** Declares the running scenario in a student's lab. The images it pulls are declared already. */
  declare(scope: Construct, lab: LabStack, options: Options): void;
  /** At least three that are not `standing`; what they ask for is the result of the exercise, not one way to it. */
  checks(options: Options): readonly Check[];
  readonly exercise?: Exercise;
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

/** A scenario's checks as a host asks them, in the class's language. */
export function hostChecks({ name, checks }: Scenario, options: unknown, language: keyof Text): HostCheck[] {
  return checks(options).map(({ title, hint, script, standing = false, timeout = defaultTimeout }) => ({
    scenario: name,
    title: title[language],
    hint: hint[language],
    script,
    standing,
    timeout,
  }));
}
