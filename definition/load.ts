// From lab.yaml to a class definition: read, check each key, fill in the defaults, check the whole.
import { basename, dirname } from "node:path";
import { t } from "../language/translate";
import { speakAsIn, speakAsWritten } from "./class-language";
import type { ClassDefinition, End, Student, Target } from "./class-definition";
import { type Finding, InputError } from "./errors";
import { formatProp, parse } from "./findings";
import { offsetOf } from "./moment";
import { numbered, readRoster, type Roster } from "./roster";
import { classRules, classWarnings } from "./rules";
import { entryOf, type ScenarioSpec, type ScenarioUse } from "./scenario";
import { type LabFile, labFileSchema } from "./schema";
import { defineTarget, studentsOf } from "./targets";
import { withoutUndefined } from "./without-undefined";
import { withoutExtensions, YamlFile } from "./yaml-file";

/**
 * Reads a class from a lab.yaml.
 * From here on messages are in the class's language.
 * @throws InputError with one line per mistake: file, line, key, value, what is allowed.
 */
export function loadClass<Spec extends ScenarioSpec>(file: string, specs: readonly Spec[]): ClassDefinition<Spec> {
  speakAsWritten(file);
  const yaml = YamlFile.read(file);
  const language = speakAsIn(yaml.value);
  const linesOf = (findings: readonly Finding[]): string[] =>
    inOrder(
      findings.map((finding) => ({ ...finding, file: finding.file ?? basename(file), line: finding.line ?? yaml.line(finding.path) })),
      basename(file),
    ).map(formatProp);
  const refuse = (findings: readonly Finding[]): never => {
    throw new InputError(
      linesOf(findings).join("\n"),
      t`Nothing was created. npx lab validate checks the file again; npx lab init writes a commented one.`,
    );
  };
  const parsed = parse(schemaOf(specs), withoutExtensions(yaml.value ?? {}));
  if ("findings" in parsed) return refuse(parsed.findings);
  const input = parsed.data;
  if (input.ends !== undefined && input.lifetime !== undefined) {
    return refuse([
      { path: ["lifetime"], value: input.lifetime, message: t`is given beside ends; a class has one end, so remove one of them` },
    ]);
  }
  const target = defineTarget(input.target, dirname(file));
  const { students, warnings } = defineStudents(input, target, file);
  const definition = define(input, { target, students, language }, specs);
  const broken = classRules(definition);
  return broken.length > 0 ? refuse(broken) : { ...definition, warnings: linesOf([...classWarnings(definition), ...warnings]) };
}

/** By file, lab.yaml first and the others as they come, then by line. */
function inOrder<Placed extends { readonly file: string; readonly line: number }>(findings: readonly Placed[], first: string): Placed[] {
  const files = [...new Set([first, ...findings.map(({ file }) => file)])];
  return findings.toSorted((one, other) => files.indexOf(one.file) - files.indexOf(other.file) || one.line - other.line);
}

const schemas = new WeakMap<readonly ScenarioSpec[], ReturnType<typeof labFileSchema>>();

/** A schema takes longer to make than a file to be parsed, and classes with the same scenarios share it. */
function schemaOf(specs: readonly ScenarioSpec[]): ReturnType<typeof labFileSchema> {
  const schema = schemas.get(specs) ?? labFileSchema(specs);
  schemas.set(specs, schema);
  return schema;
}

function define<Spec extends ScenarioSpec>(
  input: LabFile,
  { target, students, language }: Pick<ClassDefinition, "target" | "students" | "language">,
  specs: readonly Spec[],
): ClassDefinition<Spec> {
  const end = defineEnd(input);
  return {
    name: input.name,
    target,
    ...(end && { end }),
    language,
    login: input.login,
    docker: {
      install: input.docker.install,
      pull: input.docker.pull,
      ...(input.docker.proxy !== undefined && {
        proxy: typeof input.docker.proxy === "string" ? { url: input.docker.proxy, except: [] } : input.docker.proxy,
      }),
      ...(input.docker.mirror !== undefined && { mirror: input.docker.mirror }),
    },
    students,
    scenarios: (input.scenarios as { name: string; options: { state: ScenarioUse["state"] } & Record<string, unknown> }[]).flatMap(
      ({ name, options }) => {
        const { state, ...own } = options;
        return specs.filter((spec) => entryOf(spec) === name).map((spec) => ({ spec, state, options: own }));
      },
    ),
    providers: input.terraform.providers,
    ...(input.state && { state: input.state.s3 }),
    ...(input.budget !== undefined && { budgetUsd: Number.parseFloat(input.budget) }),
    warnings: [],
  };
}

function defineEnd({ ends, lifetime }: LabFile): End | undefined {
  if (ends !== undefined) return { ends: new Date(ends), offset: offsetOf(ends) };
  return lifetime === undefined ? undefined : { lifetimeHours: hours(lifetime) };
}

function defineStudents({ students }: LabFile, target: Target, file: string): Roster {
  if (typeof students === "string") return readRoster(students, file);
  return { students: studentsWithoutRoster(students, target), warnings: [] };
}

function studentsWithoutRoster(students: Exclude<LabFile["students"], string>, target: Target): readonly Student[] {
  if (typeof students === "number") return numbered(students);
  if (students) return students.map((given) => (typeof given === "string" ? { name: given } : withoutUndefined(given)));
  const own = studentsOf(target);
  return own.length > 0 ? own : numbered(1);
}

/** Hours of a duration such as `4h`, `90m` or `1h30m`. */
export function hours(duration: string): number {
  const [, whole, minutes] = /^(?:(\d+)h)?(?:(\d+)m)?$/.exec(duration) ?? [];
  return Number(whole ?? 0) + Number(minutes ?? 0) / 60;
}
