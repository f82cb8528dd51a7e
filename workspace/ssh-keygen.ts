// Makes a key pair with OpenSSH's own command. If two commands make the same pair at once, both get the first one's.
import { spawnSync } from "node:child_process";
import { existsSync, linkSync, mkdtempSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";
import { FailedError, MachineError } from "../definition/errors";
import { t } from "../language/translate";

/** Milliseconds that another command may take between the two files of a pair. */
const otherTimeout = 5000;

/**
 * Makes an ed25519 key pair without a passphrase, unless it is there: a private key of mode 0600, and `.pub` beside it.
 * @throws MachineError where there is no ssh-keygen, FailedError where it cannot write.
 */
export function makeKeyPair(path: string, comment: string): void {
  const folder = mkdtempSync(join(dirname(path), ".key-"));
  const made = join(folder, "key");
  try {
    generateKeyPair(made, comment, path);
    // whoever puts the public key in place first has made the pair; the private key completes it
    while (!taken(`${made}.pub`, `${path}.pub`)) {
      if (appears(path)) return;
      // left by a command that was killed in between
      rmSync(`${path}.pub`, { force: true });
    }
    taken(made, path);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/**
 * The same, for a path that no other command uses.
 * @param shownAs Path that a message names.
 */
export function generateKeyPair(path: string, comment: string, shownAs = path): void {
  const { status, stderr, error } = spawnSync("ssh-keygen", ["-q", "-t", "ed25519", "-N", "", "-C", comment, "-f", path], {
    encoding: "utf8",
    stdio: ["ignore", "ignore", "pipe"],
  });
  if (error) throw new MachineError(t`ssh-keygen does not run: ${error.message}`, t`Install OpenSSH's client (package openssh-client)`);
  if (status !== 0)
    throw new FailedError(
      t`ssh-keygen could not make ${shownAs}: ${stderr.trim()}`,
      t`See that you may write there and that its disk has space`,
    );
}

/** Whether a file got a name that nothing had yet. */
function taken(file: string, name: string): boolean {
  try {
    linkSync(file, name);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EEXIST") return false;
    throw error;
  }
}

function appears(path: string): boolean {
  const pause = new Int32Array(new SharedArrayBuffer(4));
  for (let waited = 0; waited < otherTimeout; waited += 50) {
    if (existsSync(path)) return true;
    Atomics.wait(pause, 0, 0, 50);
  }
  return existsSync(path);
}
