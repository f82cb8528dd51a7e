// Fetches the pinned Terraform into the cache folder. It is used only with the SHA-256 that definition/pins.ts has for this platform.
import { createHash } from "node:crypto";
import { chmodSync, createWriteStream, mkdtempSync, readFileSync, renameSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";
import type { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { Release } from "@hashicorp/js-releases";
import { request } from "@hashicorp/js-releases/out/utils.js";
import { MachineError } from "../definition/errors";
import { terraform as pins } from "../definition/pins";
import { t } from "../language/translate";
import { makeFolder } from "../workspace/make-folder";
import { fetchedTerraform } from "./binary";

export interface FetchOptions {
  /** @default HashiCorp's releases */
  readonly from?: string;
  /** Such as `linux_amd64`. @default this machine's */
  readonly platform?: string;
  /** Where the binary goes. @default bin/terraform of the cache folder */
  readonly to?: string;
}

/** @throws MachineError where the release cannot be fetched or is not the pinned one, and on a platform without a pin. */
export async function fetchTerraform(options: FetchOptions = {}): Promise<string> {
  const { from = "https://releases.hashicorp.com", platform = thisPlatform(), to = fetchedTerraform } = options;
  const expected = pins.sha256.get(platform);
  if (expected === undefined)
    throw new MachineError(
      t`There is no pinned checksum of Terraform ${pins.version} for ${platform}`,
      t`Install Terraform or OpenTofu by hand`,
    );
  makeFolder(dirname(to));
  const folder = mkdtempSync(join(dirname(to), "fetch-"));
  try {
    const name = `terraform_${pins.version}_${platform}.zip`;
    const archive = join(folder, name);
    // of the library only the request, which honours proxies, and the unpacking are used: its signature check accepts any signature, and its
    // download opens the file before the request, a failure that nothing catches when this folder is gone by then
    const url = `${from}/terraform/${pins.version}/${name}`;
    const release = new Release({ name: "terraform", version: pins.version, builds: [], shasums: "" });
    const headers = { "User-Agent": "docker-class-lab" };
    await pipeline(await request<Readable>(url, { headers, responseType: "stream" }), createWriteStream(archive));
    const found = createHash("sha256").update(readFileSync(archive)).digest("hex");
    if (found !== expected) throw new Error(`its SHA-256 is ${found}, not ${expected}`);
    await release.unpack(folder, archive);
    chmodSync(join(folder, "terraform"), 0o755);
    renameSync(join(folder, "terraform"), to);
    return to;
  } catch (error) {
    throw new MachineError(
      t`Terraform ${pins.version} could not be fetched from ${from}: ${(error as Error).message}`,
      t`Connect to the internet and try again, or install Terraform or OpenTofu by hand`,
    );
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function thisPlatform(): string {
  const machines: Record<string, string> = { x64: "amd64" };
  return `${process.platform}_${machines[process.arch] ?? process.arch}`;
}
