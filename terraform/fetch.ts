// Fetches the pinned Terraform into .lab/bin with HashiCorp's release library, which checks its published checksum and signature.
import { chmodSync, mkdirSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { getRelease } from "@hashicorp/js-releases";
import { MachineError } from "../definition/errors";
import { terraform as pins } from "../definition/pins";
import { fetchedTerraform } from "./binary";

/** @throws MachineError when the release cannot be had or does not verify. */
export async function fetchTerraform(): Promise<string> {
  const folder = dirname(fetchedTerraform);
  const archive = join(tmpdir(), `lab-terraform-${process.pid}.zip`);
  try {
    const release = await getRelease("terraform", pins.version);
    const url = release.getBuild(...platform()).url;
    await release.download(url, archive, "docker-class-lab");
    await release.verify(archive, url.split("/").at(-1) ?? "");
    mkdirSync(folder, { recursive: true });
    await release.unpack(folder, archive);
    chmodSync(fetchedTerraform, 0o755);
    return fetchedTerraform;
  } catch (error) {
    throw new MachineError(
      `Terraform ${pins.version} could not be fetched from releases.hashicorp.com: ${(error as Error).message}`,
      "Connect to the internet and try again, or install Terraform or OpenTofu by hand",
    );
  }
}

function platform(): [string, string] {
  const systems: Record<string, string> = { win32: "windows" };
  const machines: Record<string, string> = { x64: "amd64", ia32: "386" };
  return [systems[process.platform] ?? process.platform, machines[process.arch] ?? process.arch];
}
