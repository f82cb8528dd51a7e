// Terraform or OpenTofu on this machine, or the offer to fetch a pinned Terraform.
import { dirname, join } from "node:path";
import { execa } from "execa";
import { MachineError } from "../definition/errors";
import { terraform as pins } from "../definition/pins";
import { t } from "../language/translate";
import { cacheFolder } from "../workspace/workspace";

export interface TerraformBinary {
  readonly command: string;
  readonly product: "terraform" | "tofu";
  readonly version: string;
  /** Environment variables it is run with, such as credentials. @default this process's own */
  readonly environment?: Readonly<Record<string, string>>;
}

/** Where `lab` puts the Terraform that it fetched. */
export const fetchedTerraform = join(cacheFolder(), "bin", "terraform");

const advice = () =>
  t`Install Terraform ${pins.min.terraform} or later (or OpenTofu ${pins.min.tofu}), or let npx lab up fetch Terraform ${pins.version} into ${dirname(fetchedTerraform)}`;

/**
 * LAB_TERRAFORM, else Terraform on the PATH, else OpenTofu, else the fetched one. Undefined when there is none.
 * @throws MachineError where it is too old.
 */
export async function findTerraform({ stateInS3 = false } = {}): Promise<TerraformBinary | undefined> {
  const given = process.env["LAB_TERRAFORM"];
  let refusal: MachineError | undefined;
  for (const command of given === undefined ? ["terraform", "tofu", fetchedTerraform] : [given]) {
    // another on the PATH does not replace one that is too old, but the one that lab has fetched does
    if (refusal && command !== fetchedTerraform) continue;
    const found = await inspect(command);
    if (!found) continue;
    const reason = tooOld(found, stateInS3);
    if (!reason) return found;
    refusal ??= reason;
  }
  if (refusal) throw refusal;
  if (given !== undefined)
    throw new MachineError(t`LAB_TERRAFORM is ${given}, which does not run`, t`Unset it, or set it to a terraform or tofu command`);
  return undefined;
}

function tooOld({ command, product, version }: TerraformBinary, stateInS3: boolean): MachineError | undefined {
  const is = t`${command} is ${product === "tofu" ? "OpenTofu" : "Terraform"} ${version}`;
  if (older(version, pins.min[product])) return new MachineError(t`${is}; ${pins.min[product]} or later is needed`, advice());
  const min = pins.minWithS3[product];
  return stateInS3 && older(version, min)
    ? new MachineError(
        t`${is}; state: s3 keeps its lock in the bucket, for which ${min} or later is needed`,
        t`Install ${min} or later, or let npx lab up fetch Terraform ${pins.version} into ${dirname(fetchedTerraform)}; without state: s3 this one is enough`,
      )
    : undefined;
}

export function noTerraform(): MachineError {
  return new MachineError(t`There is neither Terraform nor OpenTofu on this machine`, advice());
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
