// The user data of a new machine: the install script carried by cloud-config, with the students' public keys.
import { gzipSync } from "node:zlib";
import { stringify } from "yaml";
import { InputError } from "../definition/errors";
import { t } from "../language/translate";
import { hostFolder } from "./host-folder";
import { type InstallProps, installScript } from "./install-docker";

export interface UserDataProps extends InstallProps {
  /** POSIX sh for the host's user that lets the student log in. @default only the holder of the instance's key pair can log in */
  readonly studentKeys?: string;
}

/** Bytes of user data that EC2 takes, before base64. */
export const maxUserData = 16_384;

const scriptPath = `${hostFolder}/install.sh`;
// cloud-init does the same once everything else is done
const showHostKeys = [
  "{ echo -----BEGIN SSH HOST KEY KEYS-----; cat /etc/ssh/ssh_host_*_key.pub; echo -----END SSH HOST KEY KEYS-----; }",
  ">/dev/console 2>/dev/null || :",
].join(" ");

const keysPath = `${hostFolder}/keys.sh`;

/** #cloud-config for an Ubuntu image, whose default user is the lab's. */
export function userData({ studentKeys, ...install }: UserDataProps): string {
  const asUser = ["sudo", "-u", install.user, "-H", "sh", keysPath];
  const config = {
    write_files: [
      { path: scriptPath, permissions: "0755", content: installScript(install) },
      ...(studentKeys === undefined ? [] : [{ path: keysPath, permissions: "0755", content: studentKeys }]),
    ],
    // the host's own keys first, for whoever waits for it;
    // the last one's exit status counts: a student who cannot log in is no reason to keep the lab from them
    runcmd: [["sh", "-c", showHostKeys], ...(studentKeys === undefined ? [] : [asUser]), ["bash", scriptPath]],
  };
  return `#cloud-config\n${stringify(config, { lineWidth: 0 })}`;
}

/**
 * Gzip and base64, the same bytes on every machine.
 * @throws InputError when it is more than EC2 takes, saying by how much.
 */
export function encodeUserData(text: string): string {
  const zipped = gzipSync(text, { level: 9 });
  // byte 9 names the operating system that compressed it
  zipped[9] = 255;
  if (zipped.length > maxUserData) {
    throw new InputError(
      t`the user data of a host has ${zipped.length} bytes, ${zipped.length - maxUserData} more than the ${maxUserData} that EC2 takes`,
      t`Use fewer scenarios, or smaller exercise files`,
    );
  }
  return zipped.toString("base64");
}
