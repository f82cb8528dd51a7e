// A student's own key pair: `.lab/<class>/keys/<student>`, made once, for a student without a key in the roster.
import { chmodSync, mkdtempSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import { InputError } from "../definition/errors";
import { t } from "../language/translate";
import { makeFolder } from "./make-folder";
import { generateKeyPair } from "./ssh-keygen";
import type { Workspace } from "./workspace";

const privateName = "id_ed25519";
const publicName = `${privateName}.pub`;

export interface StudentKeyPair {
  /** Path of the private key, mode 0600, without a passphrase. */
  readonly file: string;
  /** OpenSSH public key, one line. */
  readonly publicKey: string;
}

/** The pair of a student, made on first use. @throws MachineError without ssh-keygen, InputError where what is kept of it is damaged. */
export function studentKeyPair(workspace: Workspace, student: string): StudentKeyPair {
  const known = knownKeyPair(workspace, student);
  if (known) return known;
  const parent = workspace.path("keys");
  makeFolder(parent, 0o700);
  // whole or not at all, and never over a pair that somebody else has just made
  const folder = mkdtempSync(join(parent, ".new-"));
  try {
    makePair(join(folder, privateName), `${student}@${workspace.className}`);
    renameSync(folder, join(parent, student));
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code !== "ENOTEMPTY" && code !== "EEXIST") throw error;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  const made = knownKeyPair(workspace, student);
  if (made) return made;
  throw damaged(workspace, student);
}

/** The pair of a student where one was made. @throws InputError where it is damaged. */
export function knownKeyPair(workspace: Workspace, student: string): StudentKeyPair | undefined {
  const publicKey = workspace.read(join("keys", student, publicName));
  const privateKey = workspace.read(join("keys", student, privateName));
  if (publicKey === undefined && privateKey === undefined) return undefined;
  if (publicKey?.startsWith("ssh-ed25519 ") !== true || privateKey?.startsWith("-----BEGIN ") !== true) throw damaged(workspace, student);
  return { file: join(workspace.folder, "keys", student, privateName), publicKey: publicKey.trim() };
}

function damaged(workspace: Workspace, student: string): InputError {
  const folder = join(workspace.folder, "keys", student);
  return new InputError(
    t`${folder}: is not a key pair of ssh-keygen`,
    t`Put a copy of it back, or remove the folder: ${student} then gets another key with npx lab up, and needs another hand-out`,
  );
}

function makePair(path: string, comment: string): void {
  generateKeyPair(path, comment);
  for (const file of [path, `${path}.pub`]) chmodSync(file, 0o600);
}
