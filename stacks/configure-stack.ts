// What every stack of a class has: where its state is kept, and the provider versions it takes.
import { LocalBackend, S3Backend, type TerraformStack } from "cdktf";
import type { ClassDefinition } from "../definition/class-definition";
import type { ProviderName } from "../definition/pins";

export interface StackConfiguration {
  readonly definition: ClassDefinition;
  /** Folder of the state files, as seen from the stack's folder below cdktf.out. */
  readonly stateFolder: string;
  readonly providers: readonly ProviderName[];
}

export function configureStack(stack: TerraformStack, { definition, stateFolder, providers }: StackConfiguration): void {
  const id = stack.node.id;
  if (definition.state) {
    const { bucket, key, region } = definition.state;
    new S3Backend(stack, { bucket, region, key: `${key}/${definition.name}/${id}.tfstate`, encrypt: true });
    stack.addOverride("terraform.backend.s3.use_lockfile", true);
  } else {
    new LocalBackend(stack, { path: `${stateFolder}/${id}.tfstate` });
  }
  for (const provider of providers) stack.addOverride(`terraform.required_providers.${provider}.version`, definition.providers[provider]);
}
