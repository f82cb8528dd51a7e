// Terraform's providers, looked for before anything is made: hosts must not cost while their labs cannot be deployed.
import { copyFileSync, existsSync } from "node:fs";
import { join } from "node:path";
import type { SynthesizedStack } from "../deploy/synthesize";
import type { Need } from "../cli/prerequisites";
import { plain } from "../cli/output";
import type { TerraformBinary } from "./binary";
import { TerraformRun } from "./run";

/**
 * Initializes some stacks one after the other, which fills Terraform's plugin cache.
 * Returns the provider that is not to be had; what else is wrong with a stack is told by its own deploy.
 */
export async function providerNeed(
  stacks: readonly SynthesizedStack[],
  terraform: TerraformBinary,
  signal: AbortSignal,
): Promise<Need | undefined> {
  for (const stack of stacks) {
    const { errors } = await new TerraformRun(terraform, stack, signal).init();
    const need = errors.map((error) => missingProvider(plain(error))).find((found) => found !== undefined);
    if (need) return need;
  }
  return undefined;
}

/**
 * Gives the checksums that one stack's initialization found to others with the same providers. With them Terraform takes a provider
 * from its cache as it is; without, it unpacks it there once more, and of several that do so at once one fails.
 */
export function shareChecksums(from: SynthesizedStack, others: readonly SynthesizedStack[]): void {
  const lockFile = ({ folder }: SynthesizedStack) => join(folder, ".terraform.lock.hcl");
  if (!existsSync(lockFile(from))) return;
  for (const stack of others) copyFileSync(lockFile(from), lockFile(stack));
}

/** What `terraform init` says of a provider that it cannot get, undefined for anything else. */
export function missingProvider(error: string): Need | undefined {
  const [, name, why = ""] =
    /Failed to (?:query available provider packages|install provider) [^]*? (?:provider|installing) ([\w.-]+(?:\/[\w.-]+)+(?: v[\d.]+)?): ([^]*)/.exec(
      error,
    ) ?? [];
  if (name === undefined) return undefined;
  return {
    name: `Provider ${name}`,
    state: "missing",
    found: why.replace(/ To see which modules [^]*/, "").trim(),
    fix: "Connect to the internet, or point Terraform at a mirror that has the version of lab.yaml (docs/mirror.md), then lab up again",
  };
}
