// What every stack of a class has: where its state is kept, the provider versions it takes, and its variables.
import { DefaultTokenResolver, LocalBackend, S3Backend, StringConcat, TerraformStack, Tokenization } from "cdktf";
import type { Construct } from "constructs";
import type { ClassDefinition } from "../definition/class-definition";
import type { ProviderName } from "../definition/pins";
import { Variables } from "./variables";

export interface ClassStackProps {
  readonly definition: ClassDefinition;
  /** Folder of the state files, as seen from the stack's folder below cdktf.out. */
  readonly stateFolder: string;
  readonly providers: readonly ProviderName[];
  /** All that has tokens of another stack, such as the address of a host that is made there. @default none */
  readonly ofOtherStacks?: readonly (string | undefined)[];
}

export class ClassStack extends TerraformStack {
  readonly variables = new Variables(this);
  private readonly ofOtherStacks: readonly (string | undefined)[];

  constructor(scope: Construct, id: string, { definition, stateFolder, providers, ofOtherStacks = [] }: ClassStackProps) {
    super(scope, id);
    this.ofOtherStacks = ofOtherStacks;
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
   * students. Only what a stack says it has of others is resolved here.
   */
  override prepareStack(): void {
    Tokenization.resolve(this.ofOtherStacks, { scope: this, resolver: new DefaultTokenResolver(new StringConcat()), preparing: true });
  }
}
