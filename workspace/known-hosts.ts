// The host keys that a class's ssh accepts: known_hosts of its workspace, in which a host on EC2 is named by its instance id.
import { appendFileSync } from "node:fs";
import type { Workspace } from "./workspace";

const file = "known_hosts";

/** Whether keys of a host are pinned. */
export function isPinned(workspace: Workspace, name: string): boolean {
  return (workspace.read(file) ?? "").split("\n").some((line) => line.startsWith(`${name} `));
}

/** The public keys of a host, each `ssh-ed25519 AAAA…`. */
export function pinnedKeys(workspace: Workspace, name: string): string[] {
  return (workspace.read(file) ?? "")
    .split("\n")
    .filter((line) => line.startsWith(`${name} `))
    .map((line) => line.slice(name.length + 1).trim());
}

/** Pins public keys, each `ssh-ed25519 AAAA…`, under a name. Lines are added, as ssh adds its own. */
export function pinHostKeys(workspace: Workspace, name: string, keys: readonly string[]): void {
  appendFileSync(workspace.path(file), keys.map((key) => `${name} ${key}\n`).join(""), { mode: 0o600 });
}
