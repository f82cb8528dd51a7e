// A scenario of an instructor's own whose functions may throw: what they throw is a mistake in its file, as any other in a class.
import { type Finding, InputError } from "../../definition/errors";
import { formatProp } from "../../definition/findings";
import { t } from "../../language/translate";
import type { Scenario } from "../scenarios/scenario";
import { refuse } from "./refused";
import { errorOf, findingOf, reasonOf } from "./thrown";

/** What is asked of a scenario when its options are read, so that nothing is begun with one that fails. `declare` needs a stack. */
const asked = ["uses", "endpoints", "checks", "files", "facts", "solve"] as const;

/** `entry`: the folder as lab.yaml names it. `declare` throws an InputError. */
export function guardedScenario(own: Scenario, folder: string, entry: string): Scenario {
  const findingOfCall = (part: string, thrown: unknown): Finding => {
    const error = errorOf(thrown);
    return findingOf(error, t`fails in ${part}(): ${reasonOf(error)}`, folder, entry);
  };
  return {
    ...own,
    ...{ entry, folder },
    options: own.options.superRefine((given, context) => {
      // every scenario has the key state, which is not among its own options
      const options = Object.fromEntries(Object.entries(given as object).filter(([key]) => key !== "state"));
      for (const part of asked) {
        try {
          own[part]?.(options);
        } catch (error) {
          refuse(context, [findingOfCall(part, error)]);
        }
      }
    }),
    declare: (scope, lab, options) => {
      try {
        own.declare(scope, lab, options);
      } catch (error) {
        throw new InputError(formatProp(findingOfCall("declare", error)), t`Nothing was created. npx lab plan tries it again`);
      }
    },
  };
}
