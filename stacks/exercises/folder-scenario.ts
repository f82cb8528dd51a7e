// A folder beside lab.yaml as a scenario: its compose.yaml is what runs, its checks and guides are files, nothing of it is TypeScript.
import { existsSync, readFileSync, readdirSync } from "node:fs";
import { basename, join, sep } from "node:path";
import { type Finding, InputError } from "../../definition/errors";
import { name as nameSchema } from "../../definition/fields";
import { strict, suggestion } from "../../definition/findings";
import type { ExerciseFile, ScenarioUses } from "../../definition/scenario";
import { folderOptions } from "../../definition/schema";
import { YamlFile } from "../../definition/yaml-file";
import { readProjectText } from "../../provisioning/project-text";
import { quote } from "../../provisioning/shell";
import { declareProject } from "../compose/declare";
import { readEnvFile } from "../compose/env-file";
import { readCompose, type ReadProject } from "../compose/read";
import { type Scenario, scenario } from "../scenarios/scenario";
import { dockerfileImages } from "./dockerfile-images";
import { notYaml, readExerciseYaml } from "./exercise-yaml";
import { readChecks } from "./read-checks";
import { exerciseFile, readFiles } from "./read-files";
import { readGuides } from "./read-guides";
import { commandOf } from "./shell-script";

export interface FolderOptions {
  readonly variables: Readonly<Record<string, string>>;
  readonly compatibility: boolean;
}

/** What a folder may have. Hidden files are nobody's. */
const parts = ["guide.ko.md", "guide.en.md", "compose.yaml", "files", "checks", "solve.sh", "exercise.yaml"];
/** Names that a lab has of its own. */
const taken = ["images", "answers"];

/**
 * The scenario of a folder. What is wrong with it is said by its options' schema, with all else that is wrong in lab.yaml.
 * `entry`: the folder as lab.yaml names it, and as messages do.
 */
export function folderScenario(folder: string, entry: string): Scenario {
  const name = basename(folder);
  const shown = (...path: string[]) => join(entry, ...path);
  const filesFolder = join(folder, "files");
  const composePath = join(folder, "compose.yaml");
  const { checks, findings: ofChecks } = readChecks(join(folder, "checks"), shown("checks"));
  const { files, findings: ofFiles } = readFiles(filesFolder, name, shown("files"));
  const { value: own, findings: ofYaml } = readExerciseYaml(join(folder, "exercise.yaml"), shown("exercise.yaml"), name);
  const environment = environmentOf(filesFolder, shown("files", ".env"));
  const yaml = yamlOf(composePath, shown("compose.yaml"));
  const fixed = [...layoutOf(folder, name, shown), ...ofChecks, ...ofFiles, ...ofYaml, ...environment.findings, ...yaml.findings];
  const projects = new Map<string, ReadProject>();
  const projectOf = ({ variables, compatibility }: FolderOptions): ReadProject => {
    const key = JSON.stringify([variables, compatibility]);
    const known = projects.get(key);
    if (known) return known;
    const values = new Map([...environment.values, ...Object.entries(variables)]);
    const lookUp = (variable: string) => values.get(variable);
    const project = yaml.file
      ? readCompose(yaml.file, { name, compatibility, folder: filesFolder, lookUp, shownAs: shown("compose.yaml") })
      : { findings: [], variables: new Map<string, string>() };
    projects.set(key, project);
    return project;
  };
  const facts = (options: FolderOptions) =>
    Object.fromEntries([...environment.values, ...projectOf(options).variables, ...Object.entries(options.variables)]);
  const guides = readGuides(folder, shown(), [], name);
  const solvePath = join(folder, "solve.sh");

  return scenario<FolderOptions>({
    ...{ name, entry, folder, title: guides.title },
    ...(own.needsLinuxHost && { needsLinuxHost: true }),
    exercise: own.exercise,
    options: strict(folderOptions).superRefine((options, context) => {
      const all = [...fixed, ...readGuides(folder, shown(), Object.keys(facts(options)), name).findings, ...projectOf(options).findings];
      for (const { path, value, message, file, line } of all)
        context.addIssue({ code: "custom", message, input: value, params: { path, file, line } });
    }),
    uses: (options): ScenarioUses => {
      const { project } = projectOf(options);
      const services = project?.services ?? [];
      const builds = [...new Set(services.flatMap(({ build, image }) => (build ? [image] : [])))];
      const pulled = services.flatMap(({ image }) => (builds.includes(image) ? [] : [image]));
      return {
        hostPorts: services.flatMap(({ ports }) =>
          ports.flatMap(({ external, protocol, path }) =>
            external === undefined
              ? []
              : [
                  {
                    option: path.join("."),
                    port: external,
                    ...(protocol === "udp" && { protocol }),
                    at: { file: shown("compose.yaml"), line: yaml.file?.line(path) ?? 1 },
                  },
                ],
          ),
        ),
        containers: services.flatMap(({ containers }) => containers),
        networks: [...(project?.networks.values() ?? [])],
        builds,
        images: [...new Set([...pulled, ...dockerfileImages(files)])],
        memoryMb: services.reduce((sum, { containers, memoryMb }) => sum + containers.length * memoryMb, 0),
      };
    },
    endpoints: (options) =>
      (projectOf(options).project?.services ?? []).flatMap(({ name: service, ports, given: { "x-page": path } }) => {
        const port = ports.find(({ external }) => external !== undefined)?.external;
        return port === undefined || path === undefined ? [] : [{ name: service, port, path, startupSeconds: 120 }];
      }),
    declare: (scope, lab, options) => {
      const { project } = projectOf(options);
      if (project) declareProject(scope, { lab, project, folder: filesFolder });
    },
    checks: (options) => checks.map((check) => ({ ...check, script: `${prelude(name, options)}\n${check.script}` })),
    files: ({ variables }) => [
      ...files.filter(({ path }) => path !== join(name, ".env") || Object.keys(variables).length === 0),
      ...composeFiles(variables),
    ],
    facts,
    ...(existsSync(solvePath) && {
      solve: (options) => [exports(options), commandOf(readProjectText(solvePath))].join("\n"),
    }),
  });

  /** What `docker compose` reads in the student's folder. */
  function composeFiles(variables: FolderOptions["variables"]): ExerciseFile[] {
    if (!existsSync(composePath)) return [];
    const merged = [...new Map([...environment.values, ...Object.entries(variables)])];
    const lines = merged.map(([variable, value]) => `${variable}=${quote(value)}\n`).join("");
    return [
      exerciseFile(join(name, "compose.yaml"), readFileSync(composePath), 0o644),
      ...(Object.keys(variables).length === 0 ? [] : [exerciseFile(join(name, ".env"), Buffer.from(lines), 0o644)]),
    ];
  }
}

function exports({ variables }: FolderOptions): string {
  return Object.entries(variables)
    .map(([variable, value]) => `export ${variable}=${quote(value)}`)
    .join("\n");
}

/** What a check finds: the variables of lab.yaml, and the exercise's folder as its own. */
function prelude(name: string, options: FolderOptions): string {
  return [exports(options), `cd "$LAB_FILES/${name}" 2>/dev/null || :`].filter(Boolean).join("\n");
}

function yamlOf(path: string, shownAs: string): { file?: YamlFile; findings: Finding[] } {
  if (!existsSync(path)) return { findings: [] };
  try {
    return { file: YamlFile.read(path, "Save it as UTF-8"), findings: [] };
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    return { findings: [notYaml(error, shownAs)] };
  }
}

/** Compose's own `.env` beside the file: defaults for the variables. */
function environmentOf(folder: string, shownAs: string): { values: ReadonlyMap<string, string>; findings: Finding[] } {
  const path = join(folder, ".env");
  if (!existsSync(path)) return { values: new Map(), findings: [] };
  try {
    return { values: readEnvFile(readFileSync(path, "utf8"), () => undefined), findings: [] };
  } catch (error) {
    const line = Number(/^line (\d+)/.exec((error as Error).message)?.[1] ?? 1);
    return { values: new Map(), findings: [{ path: [], message: (error as Error).message, file: shownAs, line }] };
  }
}

function layoutOf(folder: string, name: string, shown: (...path: string[]) => string): Finding[] {
  const at = (file: string, message: string): Finding => ({ path: [], message, file, line: 1 });
  if (!existsSync(folder)) return [at(shown(), `is no folder; npx lab new exercise ${name} writes one`)];
  const named = nameSchema.safeParse(name);
  const wrongName = named.success ? [] : [at(shown(), `has a name that is no scenario's: it ${named.error.issues[0]?.message ?? ""}`)];
  if (taken.includes(name)) wrongName.push(at(shown(), "has a name that every lab has already; rename the folder"));
  const others = readdirSync(folder).filter((entry) => !parts.includes(entry) && !/^\.|\.svg$|^README/.test(entry));
  return [
    ...wrongName,
    ...others.map((entry) => at(shown(entry), `is no part of an exercise${suggestion(entry, parts)}; what students get is in files${sep}`)),
  ];
}
