// Lets a student log in to a host that is up already: a spare, a machine that exists, or a key that came later.
import { quote } from "./shell";

export interface StudentKeys {
  /** OpenSSH public key. */
  readonly key?: string;
  /** GitHub user whose public keys are fetched. */
  readonly github?: string;
}

/**
 * POSIX sh for the host's user. It adds what is missing and takes nothing away; exit 1 where GitHub gives no keys.
 * Not ssh-import-id: the API that it asks answers an address 60 times an hour, less than a class behind one needs.
 */
export function studentKeysScript({ key, github }: StudentKeys): string {
  return [
    "#!/bin/sh",
    "# Puts a student's public keys where sshd looks for them",
    "umask 077",
    "mkdir -p ~/.ssh && touch ~/.ssh/authorized_keys || exit 1",
    `add() { grep -qxF "$1" ~/.ssh/authorized_keys || printf '\\n%s\\n' "$1" >>~/.ssh/authorized_keys || exit 1; }`,
    ...(key === undefined ? [] : [`add ${quote(key)}`]),
    ...(github === undefined ? [] : githubLines(github)),
    "",
  ].join("\n");
}

/** What is no key, such as the page of a network that wants a login first, is left out. */
function githubLines(user: string): string[] {
  return [
    "github() {",
    `  echo "lab: the keys of gh:${user} could not be fetched: $1" >&2`,
    "  exit 1",
    "}",
    `answer=$(curl -fsSL --retry 3 --connect-timeout 10 ${quote(`https://github.com/${user}.keys`)} 2>&1) || github "$(echo "$answer" | tail -n 1)"`,
    "keys=$(printf '%s\\n' \"$answer\" | grep -E '^(ssh|ecdsa|sk)-[^ ]+ [A-Za-z0-9+/=]+') || github 'there are none'",
    'printf \'%s\\n\' "$keys" | while read -r key; do add "$key"; done',
  ];
}
