// What a kind of target is to the record of a class (deployed.json): what is recorded of where a lab is, and what Terraform's state says of it.
import { z } from "zod";
import type { TargetName } from "../../definition/class-definition";
import type { StateResource } from "../state-resources";

/** A machine as it is recorded. */
export const recordedMachine = z.object({
  address: z.string(),
  user: z.string(),
  port: z.number(),
  identity: z.string().optional(),
  agent: z.boolean().optional(),
  proxyJump: z.string().optional(),
});

export type RecordedMachine = z.output<typeof recordedMachine>;

/** A host that a class made, by Terraform's state. */
export interface MadeHost {
  /** As the cloud has it. */
  readonly id: string;
  /** As `regionOf` has it. */
  readonly region: string;
}

/** The state of a class's hosts. */
export interface HostsState {
  /** Whether there is one: without it a lab is on this machine. */
  readonly exists: boolean;
  /** Undefined where it cannot be read. */
  readonly resources: readonly StateResource[] | undefined;
}

/** Where a lab is. */
export interface RecordedPlace<Target> {
  readonly target: Target;
  /** @default it is on no machine that exists */
  readonly machine?: RecordedMachine;
}

export interface RecordedKind<Target extends { readonly kind: TargetName }> {
  /** What is recorded of where a lab is. */
  readonly schema: z.ZodType<Target>;
  /** Where a lab is, as it is recorded: the same in every language. */
  place(target: Target, machine: RecordedMachine | undefined): string;
  /** Where a lab is, as a person reads it. @default as it is recorded */
  name?(target: Target, machine: RecordedMachine | undefined): string;
  /** The hosts of this kind that a state has. @default the kind makes none */
  readonly madeHosts?: (resources: readonly StateResource[]) => readonly MadeHost[];
  /** Where a student's lab is by the state of the hosts alone; undefined where it is not on this kind of target. */
  recover(student: string, hosts: HostsState): RecordedPlace<Target> | undefined;
}
