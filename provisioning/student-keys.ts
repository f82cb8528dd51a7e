// Lets a student log in to their host: at first boot, on a spare, on a machine that exists, or with a key that came later.
import { quote } from "./shell";

export interface StudentKeys {
  /** Keys of a class are marked with its name, and are replaced together. */
  readonly className: string;
  /** OpenSSH public key. @default none */
  readonly key?: string;
  /** GitHub user whose public keys are fetched. @default none */
  readonly github?: string;
}

/** The end of each line that a class adds to authorized_keys. */
export function keyMark(className: string): string {
  return ` lab=${className}`;
}

/**
 * POSIX sh for the host's user. These keys replace those that the class put there before, such as the ones of a spare's previous student;
 * all other lines stay. Exit 1 where GitHub gives no keys: those that came from there before then stay.
 * Not ssh-import-id: the API that it uses allows an address 60 requests an hour, too few for a class behind one address.
 */
export function studentKeysScript({ className, key, github }: StudentKeys): string {
  const mark = keyMark(className);
  return [
    "#!/bin/sh",
    "# Puts a student's public keys where sshd looks for them",
    "umask 077",
    "status=0",
    key === undefined && github === undefined
      ? "[ -e ~/.ssh/authorized_keys ] || exit 0"
      : "mkdir -p ~/.ssh && touch ~/.ssh/authorized_keys || exit 1",
    // a link stays a link: its target is written
    "file=$(readlink -f ~/.ssh/authorized_keys)",
    '[ -f "$file" ] || { echo "lab: $file is not a file" >&2; exit 1; }',
    'new=$(mktemp "$file.XXXXXX") || exit 1',
    "trap 'rm -f \"$new\"' EXIT",
    `grep -v '${mark}$' "$file" >"$new" || [ $? = 1 ] || exit 1`,
    ...(key === undefined && github === undefined ? [] : [addLine(mark)]),
    ...(key === undefined ? [] : [`add ${quote(key)}`]),
    ...(github === undefined ? [] : githubLines(github, mark)),
    'cmp -s "$new" "$file" || mv "$new" "$file" || exit 1',
    'exit "$status"',
    "",
  ].join("\n");
}

function addLine(mark: string): string {
  return `add() { grep -qxF "$1${mark}" "$new" || printf '%s\\n' "$1${mark}" >>"$new" || exit 1; }`;
}

/** Anything but keys, such as the login page of a captive portal, is left out. */
function githubLines(user: string, mark: string): string[] {
  return [
    "github() {",
    `  echo "lab: the keys of gh:${user} could not be fetched: $1" >&2`,
    "  status=1",
    `  grep '${mark}$' "$file" | while read -r line; do add "\${line%${mark}}"; done`,
    "}",
    `if ! answer=$(curl -fsSL --retry 3 --connect-timeout 10 ${quote(`https://github.com/${user}.keys`)} 2>&1); then`,
    '  github "$(echo "$answer" | tail -n 1)"',
    "elif ! keys=$(printf '%s\\n' \"$answer\" | grep -E '^(ssh|ecdsa|sk)-[^ ]+ [A-Za-z0-9+/=]+'); then",
    "  github 'there are none'",
    "else",
    '  printf \'%s\\n\' "$keys" >"$new.github"',
    '  while read -r key; do add "$key"; done <"$new.github"',
    '  rm -f "$new.github"',
    "fi",
  ];
}
