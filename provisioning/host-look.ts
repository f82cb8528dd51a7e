// What only a host itself knows besides its Engine, in one run: when its student last logged in, and which of its disks are full.
import { type FullDisk, fullDisksScript, readFullDisks } from "./full-disks";
import { type LastLogin, lastLoginScript, readLastLogin } from "./last-login";

/** POSIX sh for the host's user: a line about the last login, then one for each full disk. */
export function hostLookScript(className: string): string {
  return `(\n${lastLoginScript(className)})\n${fullDisksScript}`;
}

export interface HostLook {
  readonly lastLogin: LastLogin;
  readonly fullDisks: readonly FullDisk[];
}

export function readHostLook(stdout: string): HostLook {
  const [login = "", ...disks] = stdout.split("\n");
  return { lastLogin: readLastLogin(login), fullDisks: readFullDisks(disks.join("\n")) };
}
