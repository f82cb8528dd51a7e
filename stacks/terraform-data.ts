// Terraform's built-in `terraform_data`: a value whose change has something else recreated.
import { TerraformResource, type TerraformResourceConfig } from "cdktf";
import type { Construct } from "constructs";

export interface TerraformDataProps extends Omit<TerraformResourceConfig, "terraformResourceType"> {
  /** Replaced when one of these changes. */
  readonly triggersReplace: Readonly<Record<string, string>>;
}

/**
 * cdktf has a DataResource of its own, but that one runs `terraform version` for each resource at synth:
 * 90 seconds for 300 labs, and no synth at all on a machine without Terraform.
 */
export class TerraformData extends TerraformResource {
  constructor(scope: Construct, id: string, { triggersReplace, ...config }: TerraformDataProps) {
    super(scope, id, { ...config, terraformResourceType: "terraform_data" });
    this.addOverride("triggers_replace", triggersReplace);
  }
}
