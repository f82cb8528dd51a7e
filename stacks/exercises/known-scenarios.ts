// Every scenario that a lab.yaml may name: the built-in ones, and the folders that it names itself.
import { existsSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { speakAsIn } from "../../definition/class-language";
import { isMapping, namesIn } from "../../definition/choice";
import { InputError } from "../../definition/errors";
import { YamlFile } from "../../definition/yaml-file";
import { scenarios } from "../scenarios";
import type { Scenario } from "../scenarios/scenario";

/** A folder's mistakes are reported when the class is loaded, with those of lab.yaml. */
export async function knownScenarios(labFile: string): Promise<readonly Scenario[]> {
  const folders = foldersOf(labFile).map(async (entry) => {
    const folder = resolve(dirname(labFile), entry);
    // the modules that read a compose.yaml take longer to load than a whole class without one
    if (existsSync(join(folder, "index.ts"))) return (await import("./module-scenario")).moduleScenario(folder, entry);
    return (await import("./folder-scenario")).folderScenario(folder, entry);
  });
  return folders.length === 0 ? scenarios : [...scenarios, ...(await Promise.all(folders))];
}

/** Scenarios that are written as a path; none for a file that cannot be read, because loading it says why. */
function foldersOf(labFile: string): string[] {
  let value: unknown;
  try {
    value = YamlFile.read(labFile).value;
    // what is wrong with a folder is found while it is read
    speakAsIn(value);
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    return [];
  }
  const list = isMapping(value) && Array.isArray(value["scenarios"]) ? (value["scenarios"] as unknown[]) : [];
  const names = list.flatMap(namesIn);
  return [...new Set(names)].filter((name) => name.includes("/"));
}
