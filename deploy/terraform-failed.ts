// What a failure of Terraform is to an operation that cannot go on without it: an error with the next step.
import { FailedError } from "../definition/errors";
import { t } from "../language/translate";
import type { Diagnostic } from "../terraform/diagnostic";
import { nextStep } from "../terraform/next-step";
import type { Outcome } from "../terraform/run";
import { briefly, type Failure, type Session } from "./session";

interface RefuseOptions {
  /** What the kind of target knows of the first error. @default nothing but Terraform's own words */
  readonly explain?: (first: Diagnostic) => Failure | undefined;
  /** What to do about an error of which that is not known. @default nothing is suggested */
  readonly next?: string;
}

/** @throws FailedError where Terraform failed, or was interrupted. */
export function refuseFailed({ ok, diagnostics }: Outcome, { signal }: Pick<Session, "signal">, options: RefuseOptions = {}): void {
  if (ok) return;
  if (signal.aborted) throw interrupted();
  const [first] = diagnostics;
  const known = first && options.explain?.(first);
  throw new FailedError(
    known?.message ?? (briefly(diagnostics) || t`Terraform failed and did not say why`),
    known?.next ?? (first && nextStep(first)) ?? options.next,
  );
}

export function interrupted(): FailedError {
  return new FailedError(t`interrupted`, t`What was made is in the state: npx lab up goes on, npx lab down removes it`);
}
