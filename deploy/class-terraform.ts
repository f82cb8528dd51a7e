// The Terraform that a class is deployed with: new enough for where its state is kept, with the credentials that it needs.
import type { ClassDefinition } from "../definition/class-definition";
import { regionOf as targetRegion } from "../definition/targets";
import { findTerraform, type TerraformBinary } from "../terraform/binary";

/**
 * Undefined where this machine has neither Terraform nor OpenTofu. Without a definition, as where lab.yaml cannot be read,
 * `region` is where the class's hosts are.
 * @throws MachineError where it is too old.
 */
export async function classTerraform(definition?: ClassDefinition, region?: string): Promise<TerraformBinary | undefined> {
  const terraform = await findTerraform({ stateInS3: definition?.state !== undefined });
  const asked = region ?? regionOf(definition);
  if (!terraform || asked === undefined) return terraform;
  // a class without AWS does not wait for the SDK
  const { terraformCredentials } = await import("../aws/terraform-credentials");
  return { ...terraform, environment: await terraformCredentials(asked) };
}

/** A region in which the class has something: its hosts or its state. */
function regionOf(definition: ClassDefinition | undefined): string | undefined {
  return definition && (targetRegion(definition.target) ?? definition.state?.region);
}
