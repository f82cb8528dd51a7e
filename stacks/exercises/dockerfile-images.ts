// The base images of an exercise's Dockerfiles: pulled in advance with the others.
import { basename } from "node:path";
import { imageReference } from "../../definition/fields";
import type { ExerciseFile } from "../../definition/scenario";

/** Without stages of the same file, and without names that have a variable in them. */
export function dockerfileImages(files: readonly ExerciseFile[]): string[] {
  const found = files
    .filter(({ path, encoding }) => encoding === undefined && /^(.*\.)?Dockerfile(\..*)?$/.test(basename(path)))
    .flatMap(({ content }) => {
      const froms = [...content.matchAll(/^\s*FROM\s+(?:--\S+\s+)*(\S+)(?:\s+AS\s+(\S+))?/gim)];
      const stages = new Set(froms.map(([, , stage]) => stage?.toLowerCase()));
      return froms.map(([, image = ""]) => image).filter((image) => !stages.has(image.toLowerCase()) && image !== "scratch");
    });
  return [...new Set(found)].filter((image) => imageReference.safeParse(image).success);
}
