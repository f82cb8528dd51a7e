// What a kind of target is to a class: what lab.yaml says under its name, what that means, and which rules it has.
import type { z } from "zod";
import type { ClassDefinition, Machine, Student, TargetName, TargetOf } from "../class-definition";
import type { Finding } from "../errors";

/** What a target and its record (`deployed.json`) both say of where hosts are. */
export type Located<Of> = Of extends { readonly region: string } ? Pick<Of, "region"> : object;

export interface TargetKind<Name extends TargetName, Schema extends z.ZodType = z.ZodType> {
  /** For what lab.yaml has under the kind's name. */
  readonly schema: Schema;
  /** @param folder Folder of lab.yaml, from which paths are relative. */
  define(given: z.output<Schema>, folder: string): TargetOf<Name>;
  /** Every broken rule of a class on such a target, in the order of the file. */
  rules(definition: ClassDefinition, target: TargetOf<Name>): Finding[];
  /** Whether the one lab is on this machine's own Engine, and its student sits here. */
  readonly isThisMachine: boolean;
  /** Whether the class makes its hosts: their sshd, their end and what they cost are the class's. */
  readonly makesHosts: boolean;
  /** The students of a class that names none; [] where the target does not name them either. */
  students(target: TargetOf<Name>): readonly Student[];
  /** Machines that exist, by student. */
  machines(target: TargetOf<Name>): ReadonlyMap<string, Machine>;
  /** Names of hosts beyond the students'. */
  spares(target: TargetOf<Name>): readonly string[];
  /** Terraform's type of a host that the class makes, such as `aws_instance`; undefined where it makes none. */
  readonly hostType: string | undefined;
  /** The cloud's region in which the hosts are, by its own name; undefined where they are in none. */
  region(target: Located<TargetOf<Name>>): string | undefined;
  /** CIDR blocks from which students may log in by a password; undefined where sshd is not the class's. */
  passwordsFrom(target: TargetOf<Name>): readonly string[] | undefined;
  /** Whether a host has to pass a gate, which puts on it what comes after its first boot. */
  hasGates(target: TargetOf<Name>): boolean;
  /** How many of a class's machines may share an address of the internet. */
  sharingAnAddress(students: number): number;
}

/** The defaults of a kind: one Engine that exists, for one student, on no cloud. */
export const usualKind = {
  isThisMachine: false,
  makesHosts: false,
  hostType: undefined,
  students: (): readonly Student[] => [],
  machines: (): ReadonlyMap<string, Machine> => new Map(),
  spares: (): readonly string[] => [],
  region: () => undefined,
  passwordsFrom: () => undefined,
  hasGates: () => true,
  sharingAnAddress: () => 1,
} as const;
