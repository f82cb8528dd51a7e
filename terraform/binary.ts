// Terraform or OpenTofu on this machine, or the offer to fetch a pinned Terraform.
import { join } from "node:path";
import { execa } from "execa";
import { MachineError } from "../definition/errors";
import { terraform as pins } from "../definition/pins";
import { toolFolder } from "../workspace/workspace";

export interface TerraformBinary {
  readonly command: string;
  readonly product: "terraform" | "tofu";
  readonly version: string;
}

/** Where `lab` puts the Terraform that it fetched. */
export const fetchedTerraform = join(toolFolder, ".lab", "bin", "terraform");

const advice = `Install Terraform ${pins.min.terraform} or later (or OpenTofu ${pins.min.tofu}), or let \`lab up\` fetch Terraform ${pins.version} into .lab/bin`;

/** LAB_TERRAFORM, else Terraform on the PATH, else OpenTofu, else the fetched one. Undefined when there is none. */
export async function findTerraform(): Promise<TerraformBinary | undefined> {
  const given = process.env["LAB_TERRAFORM"];
  for (const command of given === undefined ? ["terraform", "tofu", fetchedTerraform] : [given]) {
    const found = await inspect(command);
    if (!found) continue;
    const min = pins.min[found.product];
    if (older(found.version, min))
      throw new MachineError(`${command} is ${found.product} ${found.version}; ${min} or later is needed`, advice);
    return found;
  }
  if (given !== undefined)
    throw new MachineError(`LAB_TERRAFORM is ${given}, which does not run`, "Unset it, or set it to a terraform or tofu command");
  return undefined;
}

export function noTerraform(): MachineError {
  return new MachineError("There is neither Terraform nor OpenTofu on this machine", advice);
}

async function inspect(command: string): Promise<TerraformBinary | undefined> {
  const { failed, stdout } = await execa(command, ["version"], { reject: false, env: { CHECKPOINT_DISABLE: "1" } });
  const [, product, version] = /^(Terraform|OpenTofu) v(\S+)/m.exec(stdout) ?? [];
  if (failed || version === undefined) return undefined;
  return { command, product: product === "OpenTofu" ? "tofu" : "terraform", version };
}

/** Whether a version comes before another; pre-releases count as their release. */
export function older(version: string, min: string): boolean {
  const [a, b] = [version, min].map((text) => text.split("-")[0]?.split(".").map(Number) ?? []);
  for (let at = 0; at < 3; at++) {
    const difference = (a?.[at] ?? 0) - (b?.[at] ?? 0);
    if (difference !== 0) return difference < 0;
  }
  return false;
}
