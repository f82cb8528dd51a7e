// Forgets the state of stacks whose resources are known to be gone.
import { rmSync } from "node:fs";
import { join } from "node:path";
import { FailedError } from "../definition/errors";
import { synthesize } from "./synthesize";
import type { CliContext } from "../cli/context";
import { noTerraform, findTerraform } from "../terraform/binary";
import { TerraformRun } from "../terraform/run";

/** On this machine the files are removed; in S3 Terraform takes the resources out of its state. */
export async function forgetState({ definition, workspace, signal }: CliContext, stackIds: readonly string[]): Promise<void> {
  if (definition.state === undefined) {
    for (const id of stackIds) {
      for (const suffix of ["", ".backup"]) rmSync(join(workspace.stateFolder, `${id}.tfstate${suffix}`), { force: true });
    }
    return;
  }
  const terraform = await findTerraform();
  if (!terraform) throw noTerraform();
  const stacks = (await synthesize(definition, workspace, workspace.outFolder)).filter(({ id }) => stackIds.includes(id));
  for (const stack of stacks) {
    const run = new TerraformRun(terraform, stack, signal);
    const outcomes = [await run.init(), await run.forget()];
    const errors = outcomes.flatMap((outcome) => outcome.errors);
    if (errors.length > 0)
      throw new FailedError(`The state of ${stack.id} could not be forgotten: ${errors.join("; ")}`, "npx lab down again");
  }
}
