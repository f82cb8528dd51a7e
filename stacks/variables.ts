// Terraform variables of a stack: values that only the instructor's machine knows. cdk.tf.json never holds one.
import { type TerraformStack, TerraformVariable, Token } from "cdktf";

/** What a variable stands for, which also says how its value is found. */
export type VariableSource =
  /** Folder on this machine that a local lab's containers keep data in. */
  | { readonly kind: "data_folder" }
  /** Folder on this machine that a local lab's exercise files are in. */
  | { readonly kind: "labs_folder" }
  /** Where this machine's Engine listens. */
  | { readonly kind: "docker_host" }
  /** Path of the class's ssh_config. */
  | { readonly kind: "ssh_config" }
  /** Folder with the scripts that readiness gates run. */
  | { readonly kind: "scripts_folder" }
  /** The class's public key. */
  | { readonly kind: "class_public_key" }
  /** CIDR blocks that `me` in target.aws.access stands for: a list. */
  | { readonly kind: "my_addresses" }
  /** A random text of a student's own. */
  | { readonly kind: "secret"; readonly name: string; readonly student: string };

export class Variables {
  private readonly declared = new Map<string, { variable: TerraformVariable; source: VariableSource }>();

  constructor(private readonly stack: TerraformStack) {}

  /** What this stack needs a value for, by the variable's name. */
  get sources(): ReadonlyMap<string, VariableSource> {
    return new Map([...this.declared].map(([name, { source }]) => [name, source]));
  }

  text(source: VariableSource): string {
    return this.variable(source, "string").stringValue;
  }

  list(source: VariableSource): string[] {
    return Token.asList(this.variable(source, "list(string)").value);
  }

  private variable(source: VariableSource, type: string): TerraformVariable {
    const name = source.kind === "secret" ? source.name : source.kind;
    const known = this.declared.get(name);
    if (known) return known.variable;
    const variable = new TerraformVariable(this.stack, name, { type, ...(source.kind === "secret" && { sensitive: true }) });
    variable.overrideLogicalId(name);
    this.declared.set(name, { variable, source });
    return variable;
  }
}
