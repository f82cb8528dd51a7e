// The kinds of target by their names in lab.yaml, and what the rest of the project asks of them. A kind that lacks one is a type error.
import type { z } from "zod";
import { choice } from "../choice";
import type { AwsTarget, ClassDefinition, Machine, Student, TargetName, TargetOf } from "../class-definition";
import type { Finding } from "../errors";
import { ubuntuUser } from "../pins";
import { aws } from "./aws";
import { hosts } from "./hosts";
import { local } from "./local";
import type { Located, TargetKind } from "./target-kind";

const schemas = { local: local.schema, hosts: hosts.schema, aws: aws.schema };
type Given = { [Name in TargetName]: z.output<(typeof schemas)[Name]> };
const targetKinds: { readonly [Name in TargetName]: TargetKind<Name, z.ZodType<Given[Name]>> } = { local, hosts, aws };

/** The kind whose regions are recorded by their names alone: it was once the only cloud. */
const kindWithoutName: TargetName = "aws";

/** The key `target` of lab.yaml: where the labs run. */
export const targetSchema = choice(schemas).prefault("local");

/** What lab.yaml says about its target: the kind's name, and what is under it. */
export type GivenTarget<Name extends TargetName = TargetName> = { [Each in Name]: { name: Each; options: Given[Each] } }[Name];

/** @param folder Folder of lab.yaml, from which paths are relative. */
export function defineTarget<Name extends TargetName>({ name, options }: GivenTarget<Name>, folder: string): TargetOf<Name> {
  return targetKinds[name].define(options, folder);
}

export function targetRules<Name extends TargetName>(definition: ClassDefinition, target: TargetOf<Name>): Finding[] {
  return targetKinds[target.kind].rules(definition, target);
}

/** The students of a class that names none; [] where the target does not name them either. */
export function studentsOf<Name extends TargetName>(target: TargetOf<Name>): readonly Student[] {
  return targetKinds[target.kind].students(target);
}

/** Whether the one lab is on this machine's own Engine, and its student sits here. */
export function isThisMachine({ kind }: { readonly kind: TargetName }): boolean {
  return targetKinds[kind].isThisMachine;
}

/** Whether the class makes its hosts: their sshd, their end and what they cost are the class's. */
export function makesHosts({ kind }: { readonly kind: TargetName }): boolean {
  return targetKinds[kind].makesHosts;
}

/** Machines that exist, by student. */
export function machinesOf<Name extends TargetName>(target: TargetOf<Name>): ReadonlyMap<string, Machine> {
  return targetKinds[target.kind].machines(target);
}

/** Who logs in to a student's host. @param student Undefined for any host of a class that has no machines. */
export function userOf<Name extends TargetName>(target: TargetOf<Name>, student: string | undefined): string {
  return (student === undefined ? undefined : machinesOf(target).get(student)?.user) ?? ubuntuUser;
}

/** Names of hosts beyond the students'. */
export function sparesOn<Name extends TargetName>(target: TargetOf<Name>): readonly string[] {
  return targetKinds[target.kind].spares(target);
}

/** Terraform's type of a host that the class makes; undefined where it makes none. */
export function hostType({ kind }: { readonly kind: TargetName }): string | undefined {
  return targetKinds[kind].hostType;
}

/**
 * The region in which the hosts of a class or of a recorded lab are, as `deployed.json` lists it: one of AWS by its name alone, one of
 * another cloud after its kind, such as `gcp/europe-west1`. Undefined where they are in none.
 */
export function regionOf<Name extends TargetName>(target: { readonly kind: Name } & Located<TargetOf<Name>>): string | undefined {
  const region = targetKinds[target.kind].region(target);
  return region === undefined || target.kind === kindWithoutName ? region : `${target.kind}/${region}`;
}

/** Whether a region, as `regionOf` has it, is of a kind of target. */
export function isRegionOf(kind: TargetName, region: string): boolean {
  const at = region.indexOf("/");
  return (at < 0 ? kindWithoutName : region.slice(0, at)) === kind;
}

/** CIDR blocks from which students may log in by a password; undefined where sshd is not the class's. */
export function passwordsFrom<Name extends TargetName>(target: TargetOf<Name>): readonly string[] | undefined {
  return targetKinds[target.kind].passwordsFrom(target);
}

/** Whether a host has to pass a gate, which puts on it what comes after its first boot. */
export function hasGates<Name extends TargetName>(target: TargetOf<Name>): boolean {
  return targetKinds[target.kind].hasGates(target);
}

/** How many of a class's machines may share an address of the internet. */
export function sharingAnAddress({ target: { kind }, students }: Pick<ClassDefinition, "target" | "students">): number {
  return targetKinds[kind].sharingAnAddress(students.length);
}

/** The target of a class on EC2, for what only EC2 has; undefined for any other. */
export function awsTargetOf({ target }: Pick<ClassDefinition, "target">): AwsTarget | undefined {
  return target.kind === "aws" ? target : undefined;
}
