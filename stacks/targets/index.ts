// The kinds of target in stacks, by their names. One that is missing is a type error.
import type { Construct } from "constructs";
import type { TargetName, TargetOf } from "../../definition/class-definition";
import { hostsStackId } from "../../definition/names";
import type { Seats } from "../../definition/seats";
import { HostsStack } from "../hosts-stack";
import type { LabClass } from "../scenarios/scenario";
import type { Variables } from "../variables";
import { aws } from "./aws";
import { hosts } from "./hosts";
import { local } from "./local";
import type { LabOnTarget, TargetStacks } from "./target-stacks";

const kinds: { readonly [Name in TargetName]: TargetStacks<Name> } = { local, hosts, aws };

export interface AddHostsProps {
  readonly definition: LabClass;
  /** Students who sit at a spare. */
  readonly seats: Seats;
  /** Folder of Terraform's state, as seen from the stack's folder below cdktf.out. */
  readonly stateFolder: string;
}

/** Adds the stack of a class's hosts. */
export type AddHosts = (scope: Construct, props: AddHostsProps) => HostsStack;

/** Loads what a target's hosts are made with; undefined for a target whose class makes none. */
export async function loadHosts<Name extends TargetName>(target: TargetOf<Name>): Promise<AddHosts | undefined> {
  const { loadHosts: load, providers } = kinds[target.kind];
  if (!load) return undefined;
  const make = await load();
  return (scope, { definition, seats, stateFolder }) =>
    new HostsStack(scope, hostsStackId, {
      ...{ definition, stateFolder, providers },
      makeHosts: (stack, gateFiles) => make(stack, { definition, target, seats, gateFiles, variables: stack.variables }),
    });
}

/** What a lab is given besides its Engine. */
export function labOn<Name extends TargetName>(target: TargetOf<Name>, variables: Variables): LabOnTarget {
  return kinds[target.kind].lab(target, variables);
}
