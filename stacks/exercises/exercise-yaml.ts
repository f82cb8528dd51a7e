// exercise.yaml of an exercise's folder, for what none of its other files says: what the student's commands make, and what students find out.
import { join } from "node:path";
import { z } from "zod";
import type { Finding } from "../../definition/errors";
import { formed } from "../../definition/fields";
import { parse, strict } from "../../definition/findings";
import { withoutExtensions, YamlError, YamlFile } from "../../definition/yaml-file";
import { t } from "../../language/translate";
import type { Exercise } from "../scenarios/scenario";
import { partText } from "./refused";

const dockerName = formed(/^[a-zA-Z0-9][a-zA-Z0-9_.-]*$/, () => t`must be a name that Docker takes`);
const names = z.array(dockerName).default([]);

const schema = strict({
  makes: strict({
    containers: names,
    networks: names,
    images: z.array(formed(/^[a-z0-9][\w./:-]*$/, () => t`must be an image, such as shop:1`)).default([]),
    projects: names,
  })
    .prefault({})
    .describe("what the student's commands make: lab reset removes it"),
  answers: z
    .array(formed(/^[a-z][a-z0-9-]*$/, () => t`must be lower-case letters, digits and dashes`))
    .default([])
    .describe("what is written down in ~/labs/answers/<exercise>: the word before each value"),
  linux: z.boolean().default(false).describe("whether it looks at the Engine's host itself, which Docker Desktop hides"),
});

export interface ExerciseYaml {
  readonly exercise: Exercise;
  readonly needsLinuxHost: boolean;
}

/** What it says, or the defaults where there is none; `project`: the exercise's own compose project. */
export function readExerciseYaml(folder: string, shownAs: string, project: string): { value: ExerciseYaml; findings: readonly Finding[] } {
  const none = { exercise: { projects: [project] }, needsLinuxHost: false };
  const { file, findings } = readYamlPart(folder, "exercise.yaml", shownAs);
  if (!file) return { value: none, findings };
  const parsed = parse(schema, withoutExtensions(file.value ?? {}));
  if ("findings" in parsed)
    return { value: none, findings: parsed.findings.map((finding) => ({ ...finding, file: file.file, line: file.line(finding.path) })) };
  const { makes, answers, linux } = parsed.data;
  return { value: { exercise: { ...makes, projects: [project, ...makes.projects], answers }, needsLinuxHost: linux }, findings };
}

interface YamlPart {
  /** @default there is none that can be read */
  readonly file?: YamlFile;
  /** @default there is none that can be read */
  readonly text?: string;
  readonly findings: readonly Finding[];
}

/** A YAML file of an exercise's folder with its text, and what is wrong with it; neither where there is none. */
export function readYamlPart(folder: string, name: string, shownAs: string): YamlPart {
  const shown = join(shownAs, name);
  const { text, findings } = partText(folder, name, shownAs);
  if (text === undefined) return { findings };
  try {
    return { file: new YamlFile(shown, text), text, findings };
  } catch (error) {
    if (!(error instanceof YamlError)) throw error;
    return { findings: [{ line: 1, ...error.finding }] };
  }
}
