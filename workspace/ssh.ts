// SSH of a class: its key, its known hosts, one multiplexed connection per host. Nothing in the user's ~/.ssh is changed.
import { createHash } from "node:crypto";
import { existsSync, lstatSync } from "node:fs";
import { userInfo } from "node:os";
import type { Machine } from "../definition/class-definition";
import { MachineError } from "../definition/errors";
import { t } from "../language/translate";
import { makeFolder } from "./make-folder";
import { makeKeyPair } from "./ssh-keygen";
import type { Workspace } from "./workspace";

/** Name of the class's private key in its workspace; the public one has .pub after it. */
const keyName = "id_ed25519";

/** Path of the class's private key, made on first use (ed25519, mode 0600, no passphrase). */
export function classKey(workspace: Workspace): string {
  const path = workspace.path(keyName);
  if (existsSync(path)) return path;
  makeKeyPair(path, `lab ${workspace.className}`);
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
  /**
   * Whether the class makes the hosts, which are named by their ids: an address may soon be another host's, and the keys of a new
   * host are pinned before the first contact (a gate of plain cdktf accepts them on first contact).
   */
  readonly makesHosts: boolean;
}

/**
 * Writes the class's ssh_config and returns its path. Whoever reaches a host uses it: the docker provider,
 * the hosts stack's readiness gate, the lab command, and a person with `ssh -F`.
 */
export function writeSshConfig(workspace: Workspace, { machines, makesHosts }: SshConfigProps): string {
  return workspace.write(
    "ssh_config",
    sshConfig(machines, {
      knownHosts: workspace.path("known_hosts"),
      key: classKey(workspace),
      controlPath: controlPath(workspace, makesHosts),
      makesHosts,
    }),
  );
}

export interface SshFiles {
  readonly knownHosts: string;
  readonly key: string;
  readonly controlPath: string;
  /** The user's own configuration. @default ~/.ssh/config */
  readonly userConfig?: string;
  /**
   * Whether the class makes the hosts, which are named by their ids: an address may soon be another host's, and the keys of a new
   * host are pinned before the first contact (a gate of plain cdktf accepts them on first contact).
   */
  readonly makesHosts: boolean;
}

/**
 * What the user's configuration may not set: a class's ssh runs commands that programs wait for, and students are root on their
 * hosts, where a forwarded agent or display would be theirs. The user's file is for names, jump hosts and keys.
 */
const refused = [
  "  RemoteCommand none",
  "  RequestTTY auto",
  "  ForwardAgent no",
  "  ForwardX11 no",
  "  ForwardX11Trusted no",
  "  GSSAPIDelegateCredentials no",
  "  ClearAllForwardings yes",
  "  Tunnel no",
  "  PermitLocalCommand no",
  "  UpdateHostKeys no",
  "  AddKeysToAgent no",
  "  CheckHostIP no",
  "  VisualHostKey no",
  "  PubkeyAuthentication yes",
  "  PreferredAuthentications gssapi-with-mic,hostbased,publickey",
  // the first SetEnv is the only one
  "  SetEnv LAB=1",
];

/** The text of an ssh_config: ssh takes the first value it finds, so a machine's own come first and the user's last. */
export function sshConfig(
  machines: readonly Machine[],
  { knownHosts, key, controlPath, userConfig = "~/.ssh/config", makesHosts }: SshFiles,
): string {
  const blocks = machines
    .filter(({ identity, agent, proxyJump }) => identity !== undefined || agent === true || proxyJump !== undefined)
    .map(({ address, user, port, identity, agent, proxyJump }) => [
      // two machines may share an address behind one port-forwarding router
      `Match originalhost ${address} user ${user} exec "test %p = ${port}"`,
      ...(identity === undefined ? [] : [`  IdentityFile ${quoted(identity)}`]),
      ...(agent === true ? ["  IdentitiesOnly no"] : []),
      ...(proxyJump === undefined ? [] : [`  ProxyJump ${proxyJump}`]),
    ]);
  // a jump host belongs to no student
  const jumps = new Set(machines.flatMap(({ proxyJump }) => (proxyJump === undefined ? [] : proxyJump.split(",").map(hostOfJump))));
  return [
    ...blocks.flat(),
    ...[...jumps].flatMap((host) => [`Match originalhost ${host}`, "  IdentitiesOnly no"]),
    "Host *",
    `  UserKnownHostsFile ${quoted(knownHosts)}`,
    `  StrictHostKeyChecking ${makesHosts ? "yes" : "accept-new"}`,
    "  HashKnownHosts no",
    `  IdentityFile ${quoted(key)}`,
    // a host is offered only the keys meant for it; besides, sshd hangs up after six keys of a full agent
    "  IdentitiesOnly yes",
    "  BatchMode yes",
    "  ConnectTimeout 10",
    "  ServerAliveInterval 5",
    "  ServerAliveCountMax 3",
    "  ControlMaster auto",
    `  ControlPath ${controlPath}`,
    "  ControlPersist 60",
    "  LogLevel ERROR",
    ...refused,
    `Include ${userConfig}`,
    // only what was named before can be taken back
    "Host *",
    "  SendEnv -*",
    "",
  ].join("\n");
}

/** The host of `user@host:port` or `user@[host]:port`. */
function hostOfJump(jump: string): string {
  const [, bracketed, plain] = /^(?:.*@)?(?:\[(.*)\]|([^:]*))(?::\d+)?$/.exec(jump) ?? [];
  return bracketed ?? plain ?? jump;
}

function quoted(path: string): string {
  return `"${path.replaceAll("%", "%%")}"`;
}

/**
 * A socket's path has at most 104 bytes (macOS), of which ssh takes 17 for a temporary suffix and %C 40:
 * a folder of the user's own in /tmp leaves room whatever the project's path is. %C does not hold the name that a host's key is
 * pinned under, and two instances may have one address after each other: on EC2 that name (%k) is what tells connections apart.
 */
function controlPath(workspace: Workspace, makesHosts: boolean): string {
  const { uid } = userInfo();
  const folder = `/tmp/lab-ssh-${uid}`;
  makeFolder(folder, 0o700);
  const stat = lstatSync(folder);
  if (!stat.isDirectory() || stat.uid !== uid || (stat.mode & 0o077) !== 0) {
    throw new MachineError(t`${folder} is not a folder of yours alone (mode 0700)`, t`Remove it, then try again: rm -rf ${folder}`);
  }
  return `${folder}/${createHash("sha256").update(workspace.folder).digest("hex").slice(0, 8)}-${makesHosts ? "%k" : "%C"}`;
}
