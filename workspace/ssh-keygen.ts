// Makes a key pair with OpenSSH's own command.
import { spawnSync } from "node:child_process";
import { FailedError, MachineError } from "../definition/errors";

/**
 * Makes an ed25519 key pair without a passphrase: a private key of mode 0600, and `.pub` beside it.
 * @throws MachineError where there is no ssh-keygen, FailedError where it cannot write.
 */
export function makeKeyPair(path: string, comment: string): void {
  const { status, stderr, error } = spawnSync("ssh-keygen", ["-q", "-t", "ed25519", "-N", "", "-C", comment, "-f", path], {
    encoding: "utf8",
    stdio: ["ignore", "ignore", "pipe"],
  });
  if (error) throw new MachineError(`ssh-keygen does not run: ${error.message}`, "Install OpenSSH's client (package openssh-client)");
  if (status !== 0)
    throw new FailedError(
      `ssh-keygen could not make ${path}: ${stderr.trim()}`,
      "See that you may write there and that its disk has space",
    );
}
