// How one student logs in: what they type, and what they need for it.
import { bracketed } from "../definition/address";
import type { Machine, Student } from "../definition/class-definition";
import { parseLogin } from "../definition/ssh-login";
import { machinesOf } from "../definition/targets";
import type { Host } from "../engine/host";
import { word } from "../provisioning/shell";
import type { LabClass } from "../stacks/scenarios/scenario";
import { knownKeyPair, type StudentKeyPair } from "../workspace/student-keys";
import { knownPassword } from "../workspace/login-passwords";
import type { Workspace } from "../workspace/workspace";

export interface WayIn {
  readonly user: string;
  readonly address: string;
  readonly port: number;
  /** Name of the host in the class's known_hosts. */
  readonly knownAs: string;
  /** Jump hosts, in the order in which they are passed. */
  readonly jumps: readonly Jump[];
  /** The key that the class made. @default the student has a key of their own, or a password */
  readonly pair?: StudentKeyPair;
  /** Name of the private key's file in a hand-out. Present with `pair`. @default there is no such file */
  readonly keyFile?: string;
  /** @default the student has a key */
  readonly password?: string;
}

export interface Jump {
  /** @default whatever the student's own ssh uses */
  readonly user?: string;
  readonly address: string;
  readonly port: number;
}

/** Undefined for a lab on this machine. */
export function wayIn(
  { definition, workspace }: { readonly definition: LabClass; readonly workspace: Workspace },
  student: Student,
  { login }: Host,
): WayIn | undefined {
  if (!login) return undefined;
  const { user, address, port, knownAs } = login;
  const way = { user, address, port, knownAs, jumps: jumpsOf(machineOf(definition, student.name)) };
  const password = definition.login === "password" ? knownPassword(workspace, student.name) : undefined;
  if (password !== undefined) return { ...way, password };
  const bringsKey = student.key !== undefined || student.github !== undefined;
  const pair = bringsKey ? undefined : knownKeyPair(workspace, student.name);
  return { ...way, ...(pair && { pair, keyFile: `${student.name}.key` }) };
}

function machineOf({ target }: LabClass, student: string): Machine | undefined {
  return machinesOf(target).get(student);
}

function jumpsOf(machine: Machine | undefined): Jump[] {
  const texts = machine?.proxyJump?.split(",") ?? [];
  return texts.flatMap((text) => {
    const { user, address, port = 22 } = parseLogin(text) ?? {};
    return address === undefined ? [] : [{ ...(user !== undefined && { user }), address, port }];
  });
}

/** The command of a hand-out: its ssh_config names the key, the jump hosts and the host's own key. */
export const handoutCommand = "ssh -F ssh_config lab";

/**
 * The command that works for the student, in the folder of their hand-out where they have a key of the class. `ssh -J` does not pass `-i`
 * on to a jump host: with both, it is the hand-out's own.
 */
export function loginLine({ user, address, port, jumps, keyFile }: WayIn): string {
  if (keyFile !== undefined && jumps.length > 0) return handoutCommand;
  return [
    "ssh",
    ...(keyFile === undefined ? [] : ["-i", keyFile]),
    ...(port === 22 ? [] : ["-p", String(port)]),
    ...(jumps.length === 0 ? [] : ["-J", word(jumps.map(jumpText).join(","))]),
    `${user}@${address}`,
  ].join(" ");
}

/** As `ssh -J` takes it. */
export function jumpText({ user, address, port }: Jump): string {
  return `${user === undefined ? "" : `${user}@`}${bracketed(address)}${port === 22 ? "" : `:${port}`}`;
}
