// The Terraform that a class is deployed with: new enough for where its state is kept, and with the credentials it needs.
import type { ClassDefinition } from "../definition/class-definition";
import { regionOf } from "../definition/targets";
import { findTerraform, type TerraformBinary } from "../terraform/binary";
import { cloudOf } from "./targets";

/**
 * Undefined where this machine has neither Terraform nor OpenTofu.
 * @throws MachineError where it is too old.
 */
export async function classTerraform(definition?: ClassDefinition): Promise<TerraformBinary | undefined> {
  const terraform = await findTerraform({ stateInS3: definition?.state !== undefined });
  if (!terraform || !definition) return terraform;
  const region = regionOf(definition.target);
  const ofHosts = region === undefined ? undefined : await cloudOf(definition.target)?.terraformEnvironment(region);
  const ofState = definition.state && (await credentialsForS3(definition.state.region));
  return ofHosts || ofState ? { ...terraform, environment: { ...ofState, ...ofHosts } } : terraform;
}

/** A class without AWS does not wait for the SDK. */
async function credentialsForS3(region: string): Promise<Readonly<Record<string, string>>> {
  const { terraformCredentials } = await import("../aws/terraform-credentials");
  return terraformCredentials(region);
}
