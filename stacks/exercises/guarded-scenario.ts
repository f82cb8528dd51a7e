// A scenario of an instructor's own whose functions may throw, or return what nobody can use: that is a mistake in its file, as any other in a class.
import { type Finding, InputError } from "../../definition/errors";
import { formatProp } from "../../definition/findings";
import { t } from "../../language/translate";
import type { Scenario } from "../scenarios/scenario";
import { refuse } from "./refused";
import { askedParts, findingsOfReturned } from "./returned";
import { errorOf, findingOf, reasonOf } from "./thrown";

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
      for (const part of askedParts) {
        try {
          if (own[part]) refuse(context, findingsOfReturned(part, own[part](options, own.name), folder, entry));
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
