// The hosts of a class: made by it, or machines that exist. When it is applied, every Engine answers.
import type { Construct } from "constructs";
import type { ProviderName } from "../definition/pins";
import { ClassStack } from "./class-stack";
import type { Engine, Hosts } from "./engine";
import type { GateFiles } from "./hosts/gate";
import type { LabClass } from "./scenarios/scenario";

export interface HostsStackProps {
  readonly definition: LabClass;
  /** Folder of Terraform's state, as seen from the stack's folder below cdktf.out. */
  readonly stateFolder: string;
  /** Terraform providers besides that of gates. */
  readonly providers: readonly ProviderName[];
  /** Makes the construct of the hosts. */
  readonly makeHosts: (stack: HostsStack, gateFiles: GateFiles) => Hosts;
}

export class HostsStack extends ClassStack implements Hosts {
  private readonly hosts: Hosts;

  constructor(scope: Construct, id: string, { definition, stateFolder, providers, makeHosts }: HostsStackProps) {
    super(scope, id, { definition, stateFolder, providers });
    const sshConfig = this.variables.text({ kind: "ssh_config" });
    this.hosts = makeHosts(this, { sshConfig, scripts: this.variables.text({ kind: "scripts_folder" }) });
  }

  engine(student: string): Engine {
    return this.hosts.engine(student);
  }
}
