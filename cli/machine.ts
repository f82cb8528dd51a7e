// What a deploy needs on this machine: Terraform, its providers, and access to the Engines.
import { hostsStackId } from "../definition/names";
import { targetOf } from "../deploy/targets";
import type { TerraformBinary } from "../terraform/binary";
import { findMissingProvider } from "../terraform/providers";
import type { SynthesizedStack } from "../terraform/run";
import type { CliContext } from "./context";
import {
  diskPrerequisite,
  enginePrerequisite,
  nodePrerequisite,
  type Prerequisite,
  providerPrerequisite,
  sshPrerequisite,
  terraformPrerequisite,
} from "./prerequisites";

export interface Machine {
  readonly all: readonly Prerequisite[];
  /** @default there is no usable one */
  readonly terraform?: TerraformBinary;
}

export async function lookAtMachine(context: CliContext): Promise<Machine> {
  const local = targetOf(context.definition, context.workspace).needs === "engine";
  const reach = async () => (local ? (await enginePrerequisite(context)).prerequisite : sshPrerequisite());
  const [found, reached] = await Promise.all([terraformPrerequisite(context.definition), reach()]);
  return {
    all: [nodePrerequisite(), found.prerequisite, reached, diskPrerequisite(context.workspace.folder)],
    ...(found.terraform && { terraform: found.terraform }),
  };
}

/** A provider that cannot be installed; the others are fetched. */
export async function lookAtProviders(
  { signal }: CliContext,
  stacks: readonly SynthesizedStack[],
  terraform: TerraformBinary,
): Promise<Prerequisite | undefined> {
  const hosts = stacks.filter(({ id }) => id === hostsStackId);
  const [first] = stacks.filter(({ id }) => id !== hostsStackId);
  const missing = await findMissingProvider([...hosts, ...(first ? [first] : [])], terraform, signal);
  return missing && providerPrerequisite(missing);
}
