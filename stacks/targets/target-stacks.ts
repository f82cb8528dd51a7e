// What a kind of target is in the stacks of a class: its hosts, and what a lab is given besides its Engine.
import type { Construct } from "constructs";
import type { TargetName, TargetOf } from "../../definition/class-definition";
import type { ProviderName } from "../../definition/pins";
import type { Seats } from "../../definition/seats";
import type { Hosts } from "../engine";
import type { GateFiles } from "../hosts/gate";
import type { LabClass } from "../scenarios/scenario";
import type { StudentLabProps } from "../student-lab";
import type { Variables } from "../variables";

export interface HostsProps<Name extends TargetName> {
  readonly definition: LabClass;
  readonly target: TargetOf<Name>;
  /** Students who sit at a spare. */
  readonly seats: Seats;
  readonly gateFiles: GateFiles;
  /** Of the hosts' stack. */
  readonly variables: Variables;
}

/** Makes the construct of a class's hosts in their stack. */
export type MakeHosts<Name extends TargetName> = (scope: Construct, props: HostsProps<Name>) => Hosts;

export type LabOnTarget = Pick<StudentLabProps, "bind" | "dataFolder" | "labsFolder">;

export interface TargetStacks<Name extends TargetName> {
  /** Terraform providers of the hosts' stack. */
  readonly providers: readonly ProviderName[];
  /** Loads the construct of the hosts. @default the class has no hosts: its lab is on an Engine that exists */
  readonly loadHosts?: () => Promise<MakeHosts<Name>>;
  /** What a lab is given besides its Engine. */
  lab(target: TargetOf<Name>, variables: Variables): LabOnTarget;
}
