// Where a lab was deployed, as deployed.json has it: by the kinds of target. One that is missing is a type error.
import { z } from "zod";
import type { TargetName } from "../definition/class-definition";
import { t } from "../language/translate";

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

const local = z.object({
  bind: z.string(),
  /** Where it listens; absent where only Terraform's state is known, which does not say. */
  engine: z.string().optional(),
});
const aws = z.object({ region: z.string() });

export const recordedTarget = z.discriminatedUnion("kind", [
  local.extend({ kind: z.literal("local") }),
  z.object({ kind: z.literal("hosts") }),
  aws.extend({ kind: z.literal("aws") }),
]);

interface Recorded {
  readonly local: z.output<typeof local>;
  readonly hosts: object;
  readonly aws: z.output<typeof aws>;
}

export type RecordedTarget<Name extends TargetName = TargetName> = { [Each in Name]: Recorded[Each] & { readonly kind: Each } }[Name];

interface RecordedKind<Name extends TargetName> {
  /** Where a lab is, as it is recorded. */
  place(target: RecordedTarget<Name>, machine: RecordedMachine | undefined): string;
  /** Where a lab is, as a person reads it. @default as it is recorded */
  name?(target: RecordedTarget<Name>, machine: RecordedMachine | undefined): string;
  /** The region of AWS in which its host is. @default it is in none */
  readonly region?: (target: RecordedTarget<Name>) => string;
}

/** Where the Engine of a Linux machine listens by default. */
export const usualEngine = "unix:///var/run/docker.sock";

const kinds: { readonly [Name in TargetName]: RecordedKind<Name> } = {
  local: {
    place: ({ engine = usualEngine }) => (engine === usualEngine ? "this machine" : `the Engine at ${engine}`),
    name: ({ engine = usualEngine }) => (engine === usualEngine ? t`this machine` : t`the Engine at ${engine}`),
  },
  hosts: {
    place: (_, machine) => {
      if (!machine) return "a machine that is not recorded";
      return addressOf(machine);
    },
    name: (_, machine) => (machine ? addressOf(machine) : t`a machine that is not recorded`),
  },
  aws: { place: ({ region }) => `EC2 in ${region}`, name: ({ region }) => t`EC2 in ${region}`, region: ({ region }) => region },
};

function addressOf({ user, address, port }: RecordedMachine): string {
  return `${user}@${address}${port === 22 ? "" : `:${port}`}`;
}

/** Where a lab is, as it is recorded: the same in every language. */
export function placeOn<Name extends TargetName>(target: RecordedTarget<Name>, machine: RecordedMachine | undefined): string {
  return kinds[target.kind].place(target, machine);
}

/** Where a lab is, as a person reads it. */
export function nameOfPlace<Name extends TargetName>(target: RecordedTarget<Name>, machine: RecordedMachine | undefined): string {
  const kind: RecordedKind<Name> = kinds[target.kind];
  return kind.name?.(target, machine) ?? kind.place(target, machine);
}

/** The region of AWS in which a lab's host is; undefined where it is in none. */
export function recordedRegion<Name extends TargetName>(target: RecordedTarget<Name>): string | undefined {
  return kinds[target.kind].region?.(target);
}
