// A folder beside lab.yaml as a scenario: its compose.yaml is what runs, its checks and guides are files, none of it is TypeScript.
import { existsSync, statSync } from "node:fs";
import { basename, join, sep } from "node:path";
import type { Finding } from "../../definition/errors";
import { name as nameSchema } from "../../definition/fields";
import { strict, suggestion } from "../../definition/findings";
import type { ExerciseFile, ScenarioUses } from "../../definition/scenario";
import { folderOptions } from "../../definition/schema";
import { t } from "../../language/translate";
import { exerciseCheckScript, solutionScript } from "../../provisioning/exercise-script";
import { attempt, partNames } from "../../provisioning/folder-parts";
import { quote } from "../../provisioning/shell";
import { declareProject } from "../compose/declare";
import { BadLine, readEnvFile } from "../compose/env-file";
import { readCompose, type ReadProject } from "../compose/read";
import { endpointsOf, usesOf } from "../compose/uses";
import { type Scenario, scenario } from "../scenarios/scenario";
import { dockerfileImages } from "./dockerfile-images";
import { readExerciseYaml, readYamlPart } from "./exercise-yaml";
import { readChecks } from "./read-checks";
import { exerciseFile, readFiles } from "./read-files";
import { readGuides } from "./read-guides";
import { partText, refuse, refusedScenario } from "./refused";

export interface FolderOptions {
  readonly variables: Readonly<Record<string, string>>;
  readonly compatibility: boolean;
}

/** What a folder may have. Hidden files are ignored. */
const parts = ["guide.ko.md", "guide.en.md", "compose.yaml", "files", "checks", "solve.sh", "exercise.yaml"];
/** Up to here, what is not part of an exercise is named entry by entry. */
const maxOthers = 10;
/** Names that the lab itself uses. */
const taken = ["images", "answers"];

/**
 * The scenario of a folder. What is wrong with it is reported by its options' schema, with all else that is wrong in lab.yaml.
 * `entry`: the folder as lab.yaml names it, and as messages do.
 */
export function folderScenario(folder: string, entry: string): Scenario {
  const name = basename(folder);
  const shown = (...path: string[]) => join(entry, ...path);
  const filesFolder = join(folder, "files");
  const absence = absenceOf(folder, name);
  if (absence !== undefined) return refusedScenario(folder, entry, [{ path: [], value: entry, message: absence }]);
  const { checks, findings: ofChecks } = readChecks(folder, entry);
  const { files, findings: ofFiles } = readFiles(folder, name, entry);
  const { value: own, findings: ofYaml } = readExerciseYaml(folder, entry, name);
  const environment = environmentOf(folder, entry);
  const yaml = readYamlPart(folder, "compose.yaml", entry);
  const solve = partText(folder, "solve.sh", entry);
  const fixed = [
    ...layoutOf(folder, name, shown),
    ...[ofChecks, ofFiles, ofYaml, environment.findings, yaml.findings, solve.findings].flat(),
  ];
  const projectOf = readOnce(({ variables, compatibility }: FolderOptions): ReadProject => {
    if (!yaml.file) return { findings: [], variables: new Map() };
    const values = new Map([...environment.values, ...Object.entries(variables)]);
    const lookUp = (variable: string) => values.get(variable);
    return readCompose(yaml.file, { name, compatibility, folder: filesFolder, lookUp, shownAs: shown("compose.yaml") });
  });
  const facts = (options: FolderOptions) =>
    Object.fromEntries([...environment.values, ...projectOf(options).variables, ...Object.entries(options.variables)]);
  const guides = readGuides(folder, shown(), [], name);

  return scenario<FolderOptions>({
    ...{ name, entry, folder, title: guides.title },
    ...(own.needsLinuxHost && { needsLinuxHost: true }),
    exercise: own.exercise,
    options: strict(folderOptions).superRefine((options, context) => {
      refuse(context, [
        ...fixed,
        ...readGuides(folder, shown(), Object.keys(facts(options)), name).findings,
        ...projectOf(options).findings,
      ]);
    }),
    uses: (options): ScenarioUses => {
      const { project } = projectOf(options);
      const placeOf = (path: readonly (string | number)[]) => ({ file: shown("compose.yaml"), line: yaml.file?.line(path) ?? 1 });
      return { ...usesOf(project?.services ?? [], dockerfileImages(files), placeOf), networks: [...(project?.networks.values() ?? [])] };
    },
    endpoints: (options) => endpointsOf(projectOf(options).project?.services ?? []),
    declare: (scope, lab, options) => {
      const { project } = projectOf(options);
      if (project) declareProject(scope, { lab, project });
    },
    checks: ({ variables }) => checks.map((check) => ({ ...check, script: exerciseCheckScript(name, check.script, variables) })),
    files: ({ variables }) => [
      ...files.filter(({ path }) => path !== join(name, ".env") || Object.keys(variables).length === 0),
      ...composeFiles(variables),
    ],
    facts,
    ...(solve.text !== undefined && { solve: ({ variables }) => solutionScript(solve.text ?? "", variables) }),
  });

  /** What `docker compose` reads in the student's folder. */
  function composeFiles(variables: FolderOptions["variables"]): ExerciseFile[] {
    if (yaml.text === undefined) return [];
    const merged = [...new Map([...environment.values, ...Object.entries(variables)])];
    const lines = merged.map(([variable, value]) => `${variable}=${quote(value)}\n`).join("");
    return [
      exerciseFile(join(name, "compose.yaml"), Buffer.from(yaml.text), 0o644),
      ...(Object.keys(variables).length === 0 ? [] : [exerciseFile(join(name, ".env"), Buffer.from(lines), 0o644)]),
    ];
  }
}

/** What is read, once for each set of options. */
function readOnce(read: (options: FolderOptions) => ReadProject): (options: FolderOptions) => ReadProject {
  const known = new Map<string, ReadProject>();
  return (options) => {
    const key = JSON.stringify([options.variables, options.compatibility]);
    const project = known.get(key) ?? read(options);
    known.set(key, project);
    return project;
  };
}

/** Compose's own `.env` beside the file: defaults for the variables. */
function environmentOf(folder: string, entry: string): { values: ReadonlyMap<string, string>; findings: readonly Finding[] } {
  const path = join("files", ".env");
  const { text, findings } = partText(folder, path, entry);
  if (text === undefined) return { values: new Map(), findings };
  try {
    return { values: readEnvFile(text, () => undefined), findings };
  } catch (error) {
    const line = error instanceof BadLine ? error.line : 1;
    return { values: new Map(), findings: [{ path: [], message: (error as Error).message, file: join(entry, path), line }] };
  }
}

/** Why it is not a folder; undefined where it is one. */
function absenceOf(folder: string, name: string): string | undefined {
  const found = existsSync(folder) ? statSync(folder) : undefined;
  if (found) return found.isDirectory() ? undefined : t`is not a folder; an exercise is one`;
  return nameSchema.safeParse(name).success
    ? t`is not a folder; npx lab new exercise ${name} writes ./exercises/${name}`
    : t`is not a folder`;
}

function layoutOf(folder: string, name: string, shown: (...path: string[]) => string): Finding[] {
  const at = (file: string, message: string): Finding => ({ path: [], message, file, line: 1 });
  const named = nameSchema.safeParse(name);
  const findings = named.success ? [] : [at(shown(), t`has a name that no scenario can have: it ${named.error.issues[0]?.message ?? ""}`)];
  if (taken.includes(name)) findings.push(at(shown(), t`has a name that every lab has already; rename the folder`));
  const names =
    attempt(
      () => partNames(folder, "."),
      (message) => void findings.push(at(shown(), message)),
    ) ?? [];
  const others = names.filter((entry) => !parts.includes(entry) && !/^\.|\.svg$|^README/.test(entry));
  if (others.length > maxOthers)
    return [...findings, at(shown(), t`has ${others.length} entries that are not part of an exercise; is it one?`)];
  return [
    ...findings,
    ...others.map((entry) =>
      at(shown(entry), t`is not part of an exercise${suggestion(entry, parts)}; what students get is in files${sep}`),
    ),
  ];
}
