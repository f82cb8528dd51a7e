// What forbids making the hosts of a class, as one refusal.
import { FailedError } from "../../definition/errors";
import { t } from "../../language/translate";

/** @throws FailedError when something forbids making the class. */
export function refuseProblems(problems: readonly string[]): void {
  if (problems.length > 0) throw new FailedError(problems.join("\n"), t`Nothing was made`);
}
