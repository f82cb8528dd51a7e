// The checks of a class's scenarios, each with the scenario it belongs to.
import type { ClassCheck, ScenarioUse } from "../../definition/scenario";
import type { Text } from "../../language/language";
import { labsPath } from "../../provisioning/labs-folder";
import type { Scenario } from "./scenario";

/**
 * Checks of whether the lab is up are for running scenarios alone: of a ready one nothing is up until its student has typed the commands.
 * @param labsFolder The folder that titles and hints name, as it is typed in a shell. @default `~/labs`, as on every host
 */
export function classChecks(uses: readonly ScenarioUse<Scenario>[], labsFolder: string = labsPath): ClassCheck[] {
  const there = ({ ko, en }: Text): Text => ({
    ko: ko.replaceAll(labsPath, () => labsFolder),
    en: en.replaceAll(labsPath, () => labsFolder),
  });
  return uses.flatMap(({ spec, options, state }) =>
    spec
      .checks(options, spec.name)
      .filter(({ standing }) => state === "running" || standing !== true)
      .map((check) => ({ ...check, scenario: spec.name, title: there(check.title), hint: there(check.hint) })),
  );
}
