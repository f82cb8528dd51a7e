// The checks of a class's scenarios, each with the scenario it belongs to.
import type { ClassCheck, ScenarioUse } from "../../definition/scenario";
import type { Scenario } from "./scenario";

export function classChecks(uses: readonly ScenarioUse<Scenario>[]): ClassCheck[] {
  return uses.flatMap(({ spec, options }) => spec.checks(options).map((check) => ({ ...check, scenario: spec.name })));
}
