// What a class brings to each of its hosts: props that every kind of hosts has.
import type { DockerInstall, End, Student } from "../../definition/class-definition";
import type { ScenarioUse } from "../../definition/scenario";
import type { LabClass, Scenario } from "../scenarios/scenario";

export interface HostSetupProps {
  /** Name of the class. */
  readonly className: string;
  /** Who has a host. */
  readonly students: readonly Student[];
  /** Whose exercise files and checks are on the hosts. */
  readonly scenarios: readonly ScenarioUse<Scenario>[];
  /** Language of `lab-check`. @default "en" */
  readonly language?: "ko" | "en";
  /** How Docker gets onto a host. @default as the course documents it; the images of the scenarios are pulled */
  readonly docker?: DockerInstall;
  /** When the hosts that a class made end themselves. @default they run until they are destroyed */
  readonly end?: End;
}

/** Of a class as its lab.yaml says it. */
export function hostSetup({ name, students, scenarios, language, docker, end }: LabClass): HostSetupProps {
  return { className: name, students, scenarios, language, docker, ...(end && { end }) };
}
