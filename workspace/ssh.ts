// SSH of a class: its key, its known hosts, one multiplexed connection per host. Nothing in the user's ~/.ssh is changed.
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, lstatSync, mkdirSync } from "node:fs";
import { userInfo } from "node:os";
import type { Machine } from "../definition/class-definition";
import { MachineError } from "../definition/errors";
import type { Workspace } from "./workspace";

/** Name of the class's private key in its workspace; the public one has .pub after it. */
const keyName = "id_ed25519";

/** Path of the class's private key, made on first use (ed25519, mode 0600, no passphrase). */
export function classKey(workspace: Workspace): string {
  const path = workspace.path(keyName);
  if (existsSync(path)) return path;
  const words = ["-q", "-t", "ed25519", "-N", "", "-C", `lab ${workspace.className}`, "-f", path];
  const { status, stderr, error } = spawnSync("ssh-keygen", words, { encoding: "utf8" });
  if (status !== 0) {
    throw new MachineError(
      `ssh-keygen could not make the class's key: ${error?.message ?? stderr}`,
      "Install OpenSSH's client (package openssh-client)",
    );
  }
  return path;
}

/** The class's public key, one line. */
export function classPublicKey(workspace: Workspace): string {
  classKey(workspace);
  return (workspace.read(`${keyName}.pub`) ?? "").trim();
}

export interface SshConfigProps {
  /** Machines that have keys or jump hosts of their own. */
  readonly machines: readonly Machine[];
  /** Whether the class's key is the one that opens every host, as on EC2. */
  readonly classKeyAlone: boolean;
}

/**
 * Writes the class's ssh_config and returns its path. Whoever reaches a host uses it: the docker provider,
 * the hosts stack's readiness gate, the lab command, and a person with `ssh -F`.
 */
export function writeSshConfig(workspace: Workspace, { machines, classKeyAlone }: SshConfigProps): string {
  return workspace.write(
    "ssh_config",
    sshConfig(machines, {
      knownHosts: workspace.path("known_hosts"),
      key: classKey(workspace),
      controlPath: controlPath(workspace),
      classKeyAlone,
    }),
  );
}

export interface SshFiles {
  readonly knownHosts: string;
  readonly key: string;
  readonly controlPath: string;
  /** Whether the class's key is the one that opens every host, as on EC2. */
  readonly classKeyAlone: boolean;
}

/** Of an ssh-agent with many keys all would be tried first, and sshd hangs up after six. */
const noOtherKey = "  IdentitiesOnly yes";

/** The text of an ssh_config: ssh takes the first value it finds, so a machine's own come first and the user's last. */
export function sshConfig(machines: readonly Machine[], { knownHosts, key, controlPath, classKeyAlone }: SshFiles): string {
  const blocks = machines
    .filter(({ identity, proxyJump }) => identity !== undefined || proxyJump !== undefined)
    .map(({ address, user, port, identity, proxyJump }) => [
      // two machines may share an address behind one port-forwarding router
      `Match originalhost ${address} user ${user} exec "test %p = ${port}"`,
      ...(identity === undefined ? [] : [`  IdentityFile ${quoted(identity)}`, noOtherKey]),
      ...(proxyJump === undefined ? [] : [`  ProxyJump ${proxyJump}`]),
    ]);
  return [
    ...blocks.flat(),
    "Host *",
    `  UserKnownHostsFile ${quoted(knownHosts)}`,
    "  StrictHostKeyChecking accept-new",
    "  HashKnownHosts no",
    `  IdentityFile ${quoted(key)}`,
    ...(classKeyAlone ? [noOtherKey] : []),
    "  BatchMode yes",
    "  ConnectTimeout 10",
    "  ServerAliveInterval 5",
    "  ServerAliveCountMax 3",
    "  ControlMaster auto",
    `  ControlPath ${controlPath}`,
    "  ControlPersist 60",
    "  LogLevel ERROR",
    "Include ~/.ssh/config",
    "",
  ].join("\n");
}

function quoted(path: string): string {
  return `"${path.replaceAll("%", "%%")}"`;
}

/**
 * A socket's path has at most 104 bytes (macOS), of which ssh takes 17 for a temporary suffix and %C 40:
 * a folder of the user's own in /tmp leaves room whatever the project's path is.
 */
function controlPath(workspace: Workspace): string {
  const { uid } = userInfo();
  const folder = `/tmp/lab-ssh-${uid}`;
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const stat = lstatSync(folder);
  if (!stat.isDirectory() || stat.uid !== uid || (stat.mode & 0o077) !== 0) {
    throw new MachineError(`${folder} is not a folder of yours alone (mode 0700)`, `Remove it, then try again: rm -rf ${folder}`);
  }
  return `${folder}/${createHash("sha256").update(workspace.folder).digest("hex").slice(0, 8)}-%C`;
}
