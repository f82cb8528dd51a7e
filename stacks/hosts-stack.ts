// The hosts of a class: made in EC2 on target aws, machines that exist on target hosts. When it is applied, every Engine answers.
import { TerraformStack } from "cdktf";
import type { Construct } from "constructs";
import type { AwsTarget, HostsTarget } from "../definition/class-definition";
import type { Seats } from "../definition/seats";
import { configureStack } from "./configure-stack";
import type { Engine, Hosts } from "./engine";
import { Ec2Hosts } from "./hosts/ec2-hosts";
import { Machines } from "./hosts/machines";
import type { LabClass } from "./scenarios/scenario";
import { Variables } from "./variables";

export interface HostsStackProps {
  readonly definition: LabClass;
  readonly target: AwsTarget | HostsTarget;
  /** Students who sit at a spare. */
  readonly seats: Seats;
  /** Folder of Terraform's state, as seen from the stack's folder below cdktf.out. */
  readonly stateFolder: string;
}

export class HostsStack extends TerraformStack implements Hosts {
  readonly variables = new Variables(this);
  private readonly hosts: Hosts;

  constructor(scope: Construct, id: string, { definition, target, seats, stateFolder }: HostsStackProps) {
    super(scope, id);
    configureStack(this, { definition, stateFolder, providers: target.kind === "aws" ? ["aws"] : [] });
    const gateFiles = {
      sshConfig: this.variables.text({ kind: "ssh_config" }),
      scripts: this.variables.text({ kind: "scripts_folder" }),
    };
    switch (target.kind) {
      case "aws":
        this.hosts = new Ec2Hosts(this, "ec2", {
          ...{ definition, target, seats, gateFiles },
          publicKey: this.variables.text({ kind: "class_public_key" }),
          ...(target.access.includes("me") && { myAddresses: this.variables.list({ kind: "my_addresses" }) }),
        });
        break;
      case "hosts":
        this.hosts = new Machines(this, "machines", { definition, target, gateFiles });
        break;
    }
  }

  engine(student: string): Engine {
    return this.hosts.engine(student);
  }
}
