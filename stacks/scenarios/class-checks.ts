// The checks of a class's scenarios, each with the scenario it belongs to.
import type { ClassCheck, ScenarioUse } from "../../definition/scenario";
import type { Scenario } from "./scenario";

/** Whether the lab stands is asked of a running scenario alone: of a ready one nothing stands until its student has typed it. */
export function classChecks(uses: readonly ScenarioUse<Scenario>[]): ClassCheck[] {
  return uses.flatMap(({ spec, options, state }) =>
    spec
      .checks(options)
      .filter(({ standing }) => state === "running" || standing !== true)
      .map((check) => ({ ...check, scenario: spec.name })),
  );
}
