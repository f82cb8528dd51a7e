// The hosts of a class: made in EC2 on target aws, machines that exist on target hosts. When it is applied, every Engine answers.
import { TerraformStack, TerraformVariable, Token } from "cdktf";
import type { Construct } from "constructs";
import type { ClassDefinition } from "../definition/class-definition";
import type { Seats } from "../workspace/seats";
import { configureStack } from "./configure-stack";
import { Ec2Hosts } from "./hosts/ec2-hosts";
import type { GateFiles } from "./hosts/gate";
import { Machines } from "./hosts/machines";
import type { Engine } from "./lab-stack";
import { hostsStackId } from "../definition/names";

export interface HostsStackProps {
  readonly definition: ClassDefinition;
  /** Students who sit at a spare. */
  readonly seats: Seats;
  /** Folder of Terraform's state, as seen from the stack's folder below cdktf.out. */
  readonly stateFolder: string;
}

/** What a kind of hosts offers to the labs. */
export interface Hosts {
  /** The Engine of the host a student sits at. */
  engine(student: string): Engine;
}

export class HostsStack extends TerraformStack {
  static readonly id = hostsStackId;

  private readonly hosts: Hosts;
  private readonly variables = new Map<string, TerraformVariable>();

  constructor(scope: Construct, { definition, seats, stateFolder }: HostsStackProps) {
    super(scope, HostsStack.id);
    const { target } = definition;
    configureStack(this, { definition, stateFolder, providers: target.kind === "aws" ? ["aws"] : [] });
    switch (target.kind) {
      case "aws":
        this.hosts = new Ec2Hosts(this, { definition, target, seats });
        break;
      case "hosts":
        this.hosts = new Machines(this, { definition, target });
        break;
      case "local":
        throw new Error("target local has no hosts");
    }
  }

  /** The Engine of the host a student sits at, for their lab. */
  engine(student: string): Engine {
    return this.hosts.engine(student);
  }

  /** Names of the variables this stack needs a value for; cdk.tf.json never holds one. */
  get variableNames(): readonly string[] {
    return [...this.variables.keys()];
  }

  /** A text that only the instructor's machine knows, such as the class's public key. */
  text(name: string): string {
    return this.variable(name, "string").stringValue;
  }

  /** The same for a list. */
  list(name: string): string[] {
    return Token.asList(this.variable(name, "list(string)").value);
  }

  /** Where the readiness gate finds what it needs. */
  get gateFiles(): GateFiles {
    return { sshConfig: this.text("ssh_config"), scripts: this.text("scripts_folder") };
  }

  private variable(name: string, type: string): TerraformVariable {
    const known = this.variables.get(name);
    if (known) return known;
    const variable = new TerraformVariable(this, name, { type });
    variable.overrideLogicalId(name);
    this.variables.set(name, variable);
    return variable;
  }
}
