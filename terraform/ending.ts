// Why a run of Terraform failed when we stopped it or it ran out of memory.
import { terraformOutput } from "../definition/limits";
import { plain } from "../definition/plain-text";
import { t } from "../language/translate";
import type { Diagnostic } from "./diagnostic";
import type { Ended } from "./process";

export interface RunFacts {
  /** `plan`, `apply`, … */
  readonly command: string;
  /** Seconds after which it is interrupted. */
  readonly timeout: number;
  /** Data limit in MB of each of its processes. @default no limit is known */
  readonly dataLimit?: number;
  /** Where its state is. */
  readonly state: string;
}

export interface EndingDiagnostic {
  readonly diagnostic: Diagnostic;
  /** Whether everything else that Terraform reported only follows from it. */
  readonly explainsAll: boolean;
}

/** What Terraform itself does not report; undefined where its own messages say it all. */
export function endingDiagnostic({ stopped, killed, status, stderr }: Ended, facts: RunFacts): EndingDiagnostic | undefined {
  const { command, timeout, dataLimit, state } = facts;
  const because = (summary: string, detail: string, next: string | undefined, explainsAll = false): EndingDiagnostic => ({
    diagnostic: { summary, detail, ...(next !== undefined && { next }) },
    explainsAll,
  });
  if (killed)
    return because(
      t`terraform ${command} did not stop after an interrupt and was killed`,
      command === "plan" || command === "init" ? "" : t`what it did last may be missing from its state, ${state}`,
      command === "apply"
        ? t`npx lab status shows what there is; npx lab up goes on, and clears what the state lacks`
        : t`npx lab status shows what there is; then the same command again`,
    );
  if (stopped === "late")
    return because(
      t`terraform ${command} had not ended after ${timeout} seconds and was interrupted`,
      t`what it waited for did not answer`,
      t`Look at the host: npx lab status; then the same command again`,
    );
  if (stopped === "flooded")
    return because(
      t`terraform ${command} printed more than ${terraformOutput.megabytes} MB and was interrupted`,
      "",
      t`Look at the host that prints so much: npx lab status; then the same command again`,
    );
  if (stopped === "interrupted") return because(t`interrupted`, "", undefined);
  if (dataLimit !== undefined && /cannot allocate memory|out of memory/.test(stderr))
    return because(
      t`terraform ${command} needed more than ${dataLimit} MB: the Docker Engine answers with far more than a lab has`,
      "",
      t`Look at what the Engine says: npx lab exec -- docker ps -a; then the same command again`,
      true,
    );
  if (status === undefined)
    return because(t`terraform ${command} was ended by a signal, or did not start`, plain(stderr.trim()), undefined);
  return undefined;
}
