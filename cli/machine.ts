// What a deploy needs on this machine: Terraform, its providers, and access to the Engines.
import { hostsStackId } from "../definition/names";
import { targetOf } from "../deploy/targets";
import type { EngineState } from "../engine/inspect";
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
  /** What runs on the Engine of target local. @default the target is another, or the Engine does not answer */
  readonly engine?: EngineState;
}

export async function lookAtMachine(context: CliContext): Promise<Machine> {
  const local = targetOf(context.definition, context.workspace).needs === "engine";
  const reach = async (): Promise<{ prerequisite: Prerequisite; engine?: EngineState }> =>
    local ? enginePrerequisite(context) : { prerequisite: await sshPrerequisite() };
  const [found, reached] = await Promise.all([terraformPrerequisite(context.definition), reach()]);
  return {
    all: [nodePrerequisite(), found.prerequisite, reached.prerequisite, diskPrerequisite(context.workspace.folder)],
    ...(found.terraform && { terraform: found.terraform }),
    ...(reached.engine && { engine: reached.engine }),
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
