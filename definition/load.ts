// From lab.yaml to a class definition: read, check each key, fill in the defaults, check the whole.
import { basename } from "node:path";
import type { ClassDefinition, Machine, Student, Target } from "./class-definition";
import { endAt } from "./end";
import { type Finding, InputError } from "./errors";
import { formatFinding, parse } from "./findings";
import { numbered, readRoster } from "./roster";
import { classRules } from "./rules";
import type { ScenarioSpec, ScenarioUse } from "./scenario";
import { type LabFile, labFileSchema } from "./schema";
import { YamlFile } from "./yaml-file";

/**
 * Reads a class from a lab.yaml.
 * @throws InputError with one line per mistake: file, line, key, value, what is allowed.
 */
export function loadClass<Spec extends ScenarioSpec>(file: string, specs: readonly Spec[]): ClassDefinition<Spec> {
  const yaml = YamlFile.read(file);
  const refuse = (findings: readonly Finding[]): never => {
    const lines = findings.map((finding) => formatFinding(finding, basename(file), yaml.line(finding.path)));
    throw new InputError(lines.join("\n"), "Nothing was created. `lab validate` checks the file again; `lab init` writes a commented one.");
  };
  const parsed = parse(labFileSchema(specs), yaml.value ?? {});
  if ("findings" in parsed) return refuse(parsed.findings);
  const input = parsed.data;
  if (input.ends !== undefined && input.lifetime !== undefined) {
    return refuse([
      { path: ["lifetime"], value: input.lifetime, message: "is given beside ends; a class has one end, so take one of them out" },
    ]);
  }
  const definition = define(input, specs, file);
  const broken = classRules(definition);
  return broken.length > 0 ? refuse(broken) : definition;
}

function define<Spec extends ScenarioSpec>(input: LabFile, specs: readonly Spec[], file: string): ClassDefinition<Spec> {
  const target = defineTarget(input.target);
  const end =
    input.ends !== undefined ? endAt(input.ends) : input.lifetime !== undefined ? { lifetimeHours: hours(input.lifetime) } : undefined;
  return {
    name: input.name,
    target,
    ...(end && { end }),
    language: input.language,
    docker: {
      install: input.docker.install,
      pull: input.docker.pull,
      ...(input.docker.proxy !== undefined && {
        proxy: typeof input.docker.proxy === "string" ? { url: input.docker.proxy, except: [] } : input.docker.proxy,
      }),
      ...(input.docker.mirror !== undefined && { mirror: input.docker.mirror }),
    },
    students: defineStudents(input, target, file),
    scenarios: (input.scenarios as { name: string; options: { state: ScenarioUse["state"] } & Record<string, unknown> }[]).flatMap(
      ({ name, options }) => {
        const { state, ...own } = options;
        return specs.filter((spec) => spec.name === name).map((spec) => ({ spec, state, options: own }));
      },
    ),
    providers: input.terraform.providers,
    ...(input.state && { state: input.state.s3 }),
    ...(input.budget !== undefined && { budgetUsd: Number.parseFloat(input.budget) }),
  };
}

function defineTarget(target: LabFile["target"]): Target {
  switch (target.name) {
    case "local":
      return { kind: "local", ...target.options };
    case "hosts":
      return {
        kind: "hosts",
        machines: Object.fromEntries(Object.entries(target.options).map(([student, given]) => [student, defineMachine(given)])),
      };
    case "aws":
      return withoutUndefined({ kind: "aws" as const, ...target.options }) as Target;
  }
}

type GivenMachine = Extract<LabFile["target"], { name: "hosts" }>["options"][string];

function defineMachine(given: GivenMachine): Machine {
  if (typeof given !== "string") return withoutUndefined(given) as Machine;
  const [user = "", address = ""] = given.split("@");
  return { user, address, port: 22 };
}

function defineStudents({ students }: LabFile, target: Target, file: string): readonly Student[] {
  if (typeof students === "number") return numbered(students);
  if (typeof students === "string") return readRoster(students, file);
  if (students) return students.map((given) => (typeof given === "string" ? { name: given } : (withoutUndefined(given) as Student)));
  return target.kind === "hosts" ? Object.keys(target.machines).map((name) => ({ name })) : numbered(1);
}

/** Hours of a duration such as `4h`, `90m` or `1h30m`. */
export function hours(duration: string): number {
  const [, whole, minutes] = /^(?:(\d+)h)?(?:(\d+)m)?$/.exec(duration) ?? [];
  return Number(whole ?? 0) + Number(minutes ?? 0) / 60;
}

function withoutUndefined<Value extends object>(value: Value): Value {
  return Object.fromEntries(Object.entries(value).filter(([, part]) => part !== undefined)) as Value;
}
