// The state of a class that is kept in S3: Terraform removes the resources from it that are known to be gone.
import { FailedError } from "../definition/errors";
import { t } from "../language/translate";
import { type TerraformBinary } from "../terraform/binary";
import { formatDiagnostic } from "../terraform/diagnostic";
import { type SynthesizedStack, TerraformRun } from "../terraform/run";

/** @throws FailedError where a stack's state could not be changed. */
export async function forgetRemoteState(
  stacks: readonly SynthesizedStack[],
  stackIds: readonly string[],
  terraform: TerraformBinary,
  signal: AbortSignal,
): Promise<void> {
  for (const stack of stacks.filter(({ id }) => stackIds.includes(id))) {
    const run = new TerraformRun(terraform, stack, signal);
    const outcomes = [await run.init(), await run.forget()];
    const diagnostics = outcomes.flatMap((outcome) => outcome.diagnostics);
    if (diagnostics.length > 0)
      throw new FailedError(
        t`The state of ${stack.id} could not be forgotten: ${diagnostics.map(formatDiagnostic).join("; ")}`,
        t`npx lab down again`,
      );
  }
}
