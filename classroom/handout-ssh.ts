// The ssh_config and known_hosts of a hand-out: they work in whatever folder they are unpacked to, when ssh is run there.
import { bracketed, knownHostName } from "../definition/address";
import { pinnedKeys } from "../workspace/known-hosts";
import type { Workspace } from "../workspace/workspace";
import { type Jump, jumpText, type WayIn } from "./way-in";

export interface HandoutSsh {
  readonly config: string;
  /** Empty where no host's keys are known yet. */
  readonly knownHosts: string;
}

/** Name of the student's host in a hand-out. */
const lab = "lab";

/**
 * Paths are relative to the folder in which ssh is run, which works on every system. A host whose keys nobody has seen yet is accepted
 * on first contact.
 */
export function handoutSsh(workspace: Workspace, way: WayIn): HandoutSsh {
  const jumps = way.jumps.map((jump, at) => ({ jump, name: `jump-${at + 1}`, keys: pinnedKeys(workspace, knownHostName(jump)) }));
  const ownKeys = pinnedKeys(workspace, way.knownAs);
  const config = [
    "# Run ssh in this folder: how-to-log-in.html explains how",
    ...block(lab, way, ownKeys.length > 0, [
      ...(jumps.length === 0 ? [] : [`ProxyJump ${jumps.map(({ name }) => name).join(",")}`]),
      ...(way.password === undefined ? keyOptions(way) : ["PubkeyAuthentication no", "PreferredAuthentications password"]),
    ]),
    ...jumps.flatMap(({ jump, name, keys }) => block(name, jump, keys.length > 0, keyOptions(way))),
    "Host *",
    "  UserKnownHostsFile known_hosts",
    "  ServerAliveInterval 30",
    "",
  ].join("\n");
  const known = [{ name: lab, keys: ownKeys }, ...jumps].flatMap(({ name, keys }) => keys.map((key) => `${name} ${key}\n`));
  return { config, knownHosts: known.join("") };
}

function block(name: string, { user, address, port }: Jump, isKnown: boolean, options: readonly string[]): string[] {
  const lines = [
    `HostName ${address}`,
    ...(user === undefined ? [] : [`User ${user}`]),
    `Port ${port}`,
    `HostKeyAlias ${name}`,
    `StrictHostKeyChecking ${isKnown ? "yes" : "accept-new"}`,
    ...options,
  ];
  return [`Host ${name}`, ...lines.map((line) => `  ${line}`)];
}

/** Without IdentitiesOnly, sshd would hang up after six keys of a full agent. */
function keyOptions({ keyFile }: WayIn): string[] {
  return keyFile === undefined ? [] : [`IdentityFile ${keyFile}`, "IdentitiesOnly yes"];
}

/** Lines for authorized_keys of the jump hosts, by host: each lets one student through to their own host, and do nothing else there. */
export function jumpHostLines({ jumps, address, port }: WayIn, publicKey: string): ReadonlyMap<string, string> {
  return new Map(
    jumps.map((jump, at) => {
      const next = jumps[at + 1] ?? { address, port };
      const to = `${bracketed(next.address)}:${next.port}`;
      return [jumpText(jump), `restrict,port-forwarding,permitopen="${to}",permitlisten="localhost:1",command="false" ${publicKey}`];
    }),
  );
}
