// Terraform variables of a stack: values that only the instructor's machine knows. cdk.tf.json never holds one.
import { type TerraformStack, TerraformVariable, Token } from "cdktf";
import { InputError } from "../definition/errors";
import { loginSecret } from "../definition/names";
import { t } from "../language/translate";

/** Values that are the same for all labs of a class, by the names of their variables. */
const shared = [
  /** Folder on this machine that a local lab's containers keep data in. */
  "data_folder",
  /** Folder on this machine that a local lab's exercise files are in. */
  "labs_folder",
  /** Where this machine's Engine listens. */
  "docker_host",
  /** Path of the class's ssh_config. */
  "ssh_config",
  /** Folder with the scripts that readiness gates run. */
  "scripts_folder",
  /** The class's public key. */
  "class_public_key",
  /** CIDR blocks that `me` in target.aws.access stands for: a list. */
  "my_addresses",
] as const;

export type SharedVariable = (typeof shared)[number];

/** What a variable stands for, which also says how its value is found. */
export type VariableSource =
  | { readonly kind: SharedVariable }
  /** A random text of a student's own. */
  | { readonly kind: "secret"; readonly name: string; readonly student: string };

/** Names that no secret may have: it would be another value of the class. */
const takenNames: readonly string[] = [...shared, loginSecret];

export class Variables {
  private readonly declared = new Map<string, { variable: TerraformVariable; source: VariableSource }>();

  constructor(private readonly stack: TerraformStack) {}

  /** What this stack needs a value for, by the variable's name. */
  get sources(): ReadonlyMap<string, VariableSource> {
    return new Map([...this.declared].map(([name, { source }]) => [name, source]));
  }

  /** @throws InputError for a secret under the name of another value. */
  text(source: VariableSource): string {
    if (source.kind === "secret" && takenNames.includes(source.name))
      throw new InputError(t`a secret cannot be named ${source.name}: that is another value of the class`);
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
