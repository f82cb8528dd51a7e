// Terraform's providers, checked before anything is created: hosts must not cost money while their labs cannot be deployed.
import type { TerraformBinary } from "./binary";
import type { Diagnostic } from "./diagnostic";
import { type SynthesizedStack, TerraformRun } from "./run";

/** A provider that cannot be installed. */
export interface MissingProvider {
  /** Such as `kreuzwerker/docker`. */
  readonly name: string;
  readonly reason: string;
}

/**
 * Initializes some stacks one after the other, which fills the plugin cache.
 * Returns a provider that cannot be installed; anything else that is wrong with a stack is reported by its own deploy.
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

/** What `terraform init` says of a provider that it cannot install, undefined for anything else. */
export function missingProvider(diagnostic: Diagnostic): MissingProvider | undefined {
  const [, name, why = ""] =
    /Failed to (?:query available provider packages|install provider):? [^]*? (?:provider|installing) ([\w.-]+(?:\/[\w.-]+)+(?: v[\d.]+)?): ([^]*)/.exec(
      [diagnostic.summary, diagnostic.detail].join(": "),
    ) ?? [];
  if (name === undefined) return undefined;
  return { name, reason: why.replace(/ To see which modules [^]*/, "").trim() };
}
