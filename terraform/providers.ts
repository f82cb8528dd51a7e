// Terraform's providers, looked for before anything is made: hosts must not cost while their labs cannot be deployed.
import { copyFileSync, existsSync } from "node:fs";
import { join } from "node:path";
import type { TerraformBinary } from "./binary";
import { type Diagnostic, formatDiagnostic } from "./diagnostic";
import { type SynthesizedStack, TerraformRun } from "./run";

/** A provider that cannot be installed. */
export interface MissingProvider {
  /** Such as `kreuzwerker/docker`. */
  readonly name: string;
  readonly reason: string;
}

/**
 * Initializes some stacks one after the other, which fills Terraform's plugin cache.
 * Returns the provider that cannot be installed; what else is wrong with a stack is reported by its own deploy.
 */
export async function findMissingProvider(
  stacks: readonly SynthesizedStack[],
  terraform: TerraformBinary,
  signal: AbortSignal,
): Promise<MissingProvider | undefined> {
  for (const stack of stacks) {
    const { diagnostics } = await new TerraformRun(terraform, stack, signal).init();
    const missing = diagnostics.map(missingProvider).find((found) => found !== undefined);
    if (missing) return missing;
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

/** What `terraform init` says of a provider that it cannot install, undefined for anything else. */
export function missingProvider(diagnostic: Diagnostic): MissingProvider | undefined {
  const [, name, why = ""] =
    /Failed to (?:query available provider packages|install provider):? [^]*? (?:provider|installing) ([\w.-]+(?:\/[\w.-]+)+(?: v[\d.]+)?): ([^]*)/.exec(
      formatDiagnostic(diagnostic),
    ) ?? [];
  if (name === undefined) return undefined;
  return { name, reason: why.replace(/ To see which modules [^]*/, "").trim() };
}
