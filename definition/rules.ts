// Rules over the whole class, which no single key can check. Used when lab.yaml is read and again when a stack is synthesized.
import { t } from "../language/translate";
import type { ClassDefinition } from "./class-definition";
import type { Finding } from "./errors";
import { entryOf, type ScenarioUse, type ScenarioUses } from "./scenario";
import { maxStudents } from "./schema";
import { targetRules } from "./targets";

/** Every broken rule of a class, in the order of the file. */
export function classRules(definition: ClassDefinition): Finding[] {
  return [...scenarioRules(definition.scenarios), ...studentRules(definition), ...targetRules(definition, definition.target)];
}

/** What is allowed, but the instructor should know. */
export function classWarnings({ docker: { mirror } }: ClassDefinition): Finding[] {
  if (mirror === undefined || new URL(mirror).protocol !== "http:") return [];
  const message = t`is http: anybody between a host and the mirror can change the images; use https if the mirror has it`;
  return [{ path: ["docker", "mirror"], value: mirror, message }];
}

/** Two scenarios with one name, host port, container name or network. A scenario that is only `ready` takes nothing. */
export function scenarioRules(scenarios: readonly ScenarioUse[]): Finding[] {
  const findings: Finding[] = [];
  const firstOf = (name: string) => scenarios.findIndex((other) => other.spec.name === name);
  scenarios.forEach(({ spec }, at) => {
    const first = firstOf(spec.name);
    if (first < at)
      findings.push({
        path: ["scenarios", at],
        value: spec.name,
        message: t`appears twice (entry ${first + 1} is the first); remove one`,
      });
  });
  const running = scenarios
    .map((use, at) => ({ use, at, uses: use.spec.uses(use.options) }))
    // a duplicate is reported once
    .filter(({ use, at }) => use.state === "running" && firstOf(use.spec.name) === at);
  const ports = new Map<string, string>();
  for (const { use, at, uses } of running) {
    for (const { option, port, protocol = "tcp", at: elsewhere } of uses.hostPorts) {
      const key = `${port}/${protocol}`;
      const holder = ports.get(key);
      const path = elsewhere ? [use.spec.name, option] : ["scenarios", at, entryOf(use.spec), option];
      const message = t`is also the host port of ${holder ?? ""}; give one of them another port`;
      if (holder === undefined) ports.set(key, `${use.spec.name}.${option}`);
      else findings.push({ path, value: port, message, ...elsewhere });
    }
  }
  findings.push(...twice(running, "containers"), ...twice(running, "networks"));
  return findings;
}

function twice(running: { use: ScenarioUse; at: number; uses: ScenarioUses }[], kind: "containers" | "networks"): Finding[] {
  const holders = new Map<string, string>();
  return running.flatMap(({ use, at, uses }) =>
    uses[kind].flatMap((name) => {
      const holder = holders.get(name);
      holders.set(name, use.spec.name);
      if (holder === undefined || holder === use.spec.name) return [];
      return [
        {
          path: ["scenarios", at],
          value: use.spec.name,
          message:
            kind === "containers"
              ? t`makes the container ${name}, which ${holder} makes too; run one of them as state: ready`
              : t`makes the network ${name}, which ${holder} makes too; run one of them as state: ready`,
        },
      ];
    }),
  );
}

function studentRules({ students }: ClassDefinition): Finding[] {
  const findings: Finding[] = [];
  const first = new Map<string, number>();
  students.forEach(({ name }, at) => {
    const before = first.get(name);
    if (before === undefined) first.set(name, at);
    else
      findings.push({
        path: ["students", at],
        value: name,
        message: t`appears twice (student ${before + 1} is the first); every student needs a name of their own`,
      });
  });
  if (students.length > maxStudents)
    findings.push({ path: ["students"], value: students.length, message: t`must be at most ${maxStudents} in one class` });
  return findings;
}
