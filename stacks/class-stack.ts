// What every stack of a class has: where its state is kept, the provider versions it takes, and its variables.
import { LocalBackend, S3Backend, type TerraformOutput, TerraformStack } from "cdktf";
import type { Construct } from "constructs";
import type { ClassDefinition } from "../definition/class-definition";
import type { ProviderName } from "../definition/pins";
import { Variables } from "./variables";

export interface ClassStackProps {
  readonly definition: ClassDefinition;
  /** Folder of the state files, as seen from the stack's folder below cdktf.out. */
  readonly stateFolder: string;
  readonly providers: readonly ProviderName[];
}

export class ClassStack extends TerraformStack {
  readonly variables = new Variables(this);

  constructor(scope: Construct, id: string, { definition, stateFolder, providers }: ClassStackProps) {
    super(scope, id);
    if (definition.state) {
      const { bucket, key, region } = definition.state;
      new S3Backend(this, { bucket, region, key: `${key}/${definition.name}/${id}.tfstate`, encrypt: true });
      this.addOverride("terraform.backend.s3.use_lockfile", true);
    } else {
      new LocalBackend(this, { path: `${stateFolder}/${id}.tfstate` });
    }
    for (const provider of providers) this.addOverride(`terraform.required_providers.${provider}.version`, definition.providers[provider]);
  }

  /**
   * Before it synthesizes, cdktf resolves all tokens of all stacks, in search of those of another stack: a third of the time for 300
   * students. A class has none: what its stacks have in common is in variables.
   */
  override prepareStack(): void {
    return undefined;
  }

  /** @throws Error because the output that it makes would be missing from a stack that is already synthesized. */
  override registerOutgoingCrossStackReference(identifier: string): TerraformOutput {
    throw new Error(`${identifier} is of the stack ${this.node.id}, and stacks of a class do not refer to each other`);
  }
}
