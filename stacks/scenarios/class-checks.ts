// The checks of a class's scenarios, each with the scenario it belongs to.
import type { ClassCheck, ScenarioUse } from "../../definition/scenario";
import type { Scenario } from "./scenario";

/** Checks of whether the lab is up are for running scenarios alone: of a ready one nothing is up until its student has typed the commands. */
export function classChecks(uses: readonly ScenarioUse<Scenario>[]): ClassCheck[] {
  return uses.flatMap(({ spec, options, state }) =>
    spec
      .checks(options)
      .filter(({ standing }) => state === "running" || standing !== true)
      .map((check) => ({ ...check, scenario: spec.name })),
  );
}
