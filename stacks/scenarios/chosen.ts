// The scenarios of a class that somebody names.
import { InputError } from "../../definition/errors";
import { suggestion } from "../../definition/findings";
import { t } from "../../language/translate";
import type { LabClass } from "./scenario";

/** All scenarios of a class, or the one of that name. @throws InputError when the class has none of that name. */
export function chosenScenarios({ scenarios }: LabClass, name?: string): LabClass["scenarios"] {
  if (name === undefined) return scenarios;
  const found = scenarios.filter(({ spec }) => spec.name === name);
  if (found.length > 0) return found;
  const names = scenarios.map(({ spec }) => spec.name);
  throw new InputError(t`${JSON.stringify(name)} is not a scenario of this class${suggestion(name, names)}`);
}
