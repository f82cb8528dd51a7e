// A class with folders of exercises beside its lab.yaml, written for a test.
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { loadClass } from "../../definition/load";
import { knownScenarios } from "../../stacks/exercises/known-scenarios";
import type { LabClass } from "../../stacks/scenarios/scenario";
import { testFolder } from "../lab-yaml";

export const guide = "# A guide\n\n## Steps\n\n```sh\ndocker ps\n```\n";

/** Writes files below a new folder and returns the path of its lab.yaml. */
export function classFolder(files: Readonly<Record<string, string | Buffer>>): string {
  const folder = testFolder();
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), content);
  }
  return join(folder, "lab.yaml");
}

/** The class of one exercise with this compose.yaml and these files in `files`. */
export async function exerciseClass(
  compose: string,
  files: Readonly<Record<string, string | Buffer>> = {},
  options = "",
  name = "shop",
): Promise<LabClass> {
  const inFolder = Object.fromEntries(Object.entries(files).map(([path, content]) => [`${name}/files/${path}`, content]));
  const file = classFolder({
    "lab.yaml": `name: c\nscenarios: [./${name}${options === "" ? "" : `: { ${options} }`}]\n`,
    [`${name}/guide.en.md`]: guide,
    [`${name}/compose.yaml`]: compose,
    ...inFolder,
  });
  return loadClass(file, await knownScenarios(file));
}
