// Lets a student log in to a host that is up already: a spare, a machine that exists, or a key that came later.
import { quote } from "./shell";

export interface StudentKeys {
  /** OpenSSH public key. */
  readonly key?: string;
  /** GitHub user whose public keys are imported. */
  readonly github?: string;
}

/** POSIX sh for the host's user. It adds what is missing and takes nothing away; exit 1 where GitHub's keys could not be had. */
export function studentKeysScript({ key, github }: StudentKeys): string {
  return [
    "#!/bin/sh",
    "# Puts a student's public keys where sshd looks for them",
    "umask 077",
    "mkdir -p ~/.ssh && touch ~/.ssh/authorized_keys || exit 1",
    ...(key === undefined
      ? []
      : [`key=${quote(key)}`, `grep -qxF "$key" ~/.ssh/authorized_keys || printf '\\n%s\\n' "$key" >>~/.ssh/authorized_keys || exit 1`]),
    ...(github === undefined
      ? []
      : [
          `answer=$(ssh-import-id ${quote(`gh:${github}`)} 2>&1) ||`,
          `  { echo "lab: the keys of gh:${github} could not be imported: $(echo "$answer" | tail -n 1)" >&2; exit 1; }`,
        ]),
    "",
  ].join("\n");
}
