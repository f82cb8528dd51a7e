// Terraform's plugin cache, shared by every class: filled by one command at a time, then only read. Terraform writes to it whenever a
// stack's lock file does not know a provider's checksum, even over a running provider; the checksums are therefore kept beside it.
import { createHash } from "node:crypto";
import { copyFileSync, existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { lock } from "proper-lockfile";
import writeFileAtomic from "write-file-atomic";
import { makeFolder } from "../workspace/make-folder";
import { pluginCache } from "./environment";
import { readStack, type SynthesizedStack } from "./stack-json";

/** Seconds after which the lock of a killed command is free. */
const staleAfter = 30;

export class ProviderCache {
  private readonly folder = join(pluginCache(), "docker-class-lab");
  /** Checksums of exactly the providers that a stack requires. */
  private readonly checksums: string;
  private readonly lockFile: string;

  constructor(stack: SynthesizedStack, product: string) {
    const wanted = JSON.stringify([product, readStack(stack).terraform.required_providers]);
    this.checksums = join(this.folder, `${createHash("sha256").update(wanted).digest("hex").slice(0, 16)}.lock.hcl`);
    this.lockFile = join(stack.folder, ".terraform.lock.hcl");
  }

  /**
   * Initializes the stack: in parallel with others when the cache has its providers, alone when it has to be filled.
   * Undefined where it was interrupted while waiting.
   */
  async use<Result extends { readonly ok: boolean }>(initialize: () => Promise<Result>, signal: AbortSignal): Promise<Result | undefined> {
    if (this.takeChecksums()) return initialize();
    const release = await this.take(signal);
    if (!release) return undefined;
    try {
      this.takeChecksums();
      const result = await initialize();
      if (result.ok && existsSync(this.lockFile)) writeFileAtomic.sync(this.checksums, readFileSync(this.lockFile));
      return result;
    } finally {
      await release().catch(() => undefined);
    }
  }

  private takeChecksums(): boolean {
    if (!existsSync(this.checksums)) return false;
    copyFileSync(this.checksums, this.lockFile);
    return true;
  }

  private async take(signal: AbortSignal): Promise<(() => Promise<void>) | undefined> {
    makeFolder(this.folder);
    for (;;) {
      if (signal.aborted) return undefined;
      try {
        return await lock(this.folder, { stale: staleAfter * 1000, realpath: false, onCompromised: () => undefined });
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== "ELOCKED") throw error;
      }
      await sleep(200);
    }
  }
}
