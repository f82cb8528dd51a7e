// The kinds of target to the record of a class, by their names. One that is missing is a type error.
import { z } from "zod";
import type { TargetName } from "../../definition/class-definition";
import type { StateResource } from "../state-resources";
import { aws } from "./aws";
import { hosts } from "./hosts";
import { local } from "./local";
import type { HostsState, MadeHost, RecordedKind, RecordedMachine, RecordedPlace } from "./recorded-kind";

/** Clouds come before machines that exist: gates of those may be left in a state that has hosts of a cloud now. */
const kinds = { aws, hosts, local };

type Recorded = { readonly [Name in TargetName]: z.output<(typeof kinds)[Name]["schema"]> };

/** Where a lab was deployed, as `deployed.json` has it. */
export type RecordedTarget<Name extends TargetName = TargetName> = { [Each in Name]: Recorded[Each] & { readonly kind: Each } }[Name];

export const recordedTarget = z.union(Object.values(kinds).map(({ schema }) => schema));

const byName: { readonly [Name in TargetName]: RecordedKind<RecordedTarget<Name>> } = kinds;

/** Where a lab is, as it is recorded: the same in every language. */
export function placeOn<Name extends TargetName>(target: RecordedTarget<Name>, machine: RecordedMachine | undefined): string {
  return byName[target.kind].place(target, machine);
}

/** Where a lab is, as a person reads it. */
export function nameOfPlace<Name extends TargetName>(target: RecordedTarget<Name>, machine: RecordedMachine | undefined): string {
  const kind: RecordedKind<RecordedTarget<Name>> = byName[target.kind];
  return kind.name?.(target, machine) ?? kind.place(target, machine);
}

/** The hosts that a state has of whichever kind makes any. */
export function madeHosts(resources: readonly StateResource[]): MadeHost[] {
  return Object.values(byName).flatMap(({ madeHosts: of }) => of?.(resources) ?? []);
}

/** Where a student's lab is by the state of the hosts alone; undefined where that does not say. */
export function recoveredPlace(student: string, state: HostsState): RecordedPlace<RecordedTarget> | undefined {
  return Object.values(byName).flatMap((kind) => kind.recover(student, state) ?? [])[0];
}
