// Forgets a lab that nobody has seen gone, such as one on a machine that is gone for good: only by name, and after saying what it leaves behind.
import { labels } from "../definition/pins";
import { t } from "../language/translate";
import { keyMark } from "../provisioning/student-keys";
import type { Removal } from "./removal";
import type { Reporter } from "./session";

/** Says what may be left of a lab that cannot be looked for, and asks. */
export function agreeToForget(
  { student, address, data, failure }: Removal,
  place: string,
  { className, reporter }: { readonly className: string; readonly reporter: Reporter },
): Promise<boolean> {
  const left = [
    t`containers and networks with the labels ${labels.class}=${className} and ${labels.student}=${student}`,
    ...(address === undefined ? [] : [t`the student's key: the lines of ~/.ssh/authorized_keys that end in${keyMark(className)}`]),
    ...(data.length > 0 ? [t`the data in ${data.join(", ")}`] : []),
  ];
  reporter.note(
    t`${student}: ${failure?.message ?? t`its Engine could not be asked`}. What may still be on ${place}, with nothing left that knows of it:\n${left.map((one) => `  ${one}`).join("\n")}`,
  );
  return reporter.ask(t`Forget the lab of ${student}?`);
}

/** A removal whose lab the person had forgotten. */
export function forgotten(removal: Removal): Removal {
  return { ...withoutFailure(removal), forgotten: true };
}

/** What was removed and stays, without why the lab was not seen. */
export function withoutFailure({ student, removed, freed, left, kept, data }: Removal): Removal {
  return { student, removed, freed, left, kept, data };
}
