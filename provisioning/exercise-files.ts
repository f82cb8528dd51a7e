// The delivery of a class's scenarios to a host that has Docker: exercise files in ~/labs, and the command lab-check.
import { createHash } from "node:crypto";
import { InputError } from "../definition/errors";
import type { ExerciseFile } from "../definition/scenario";
import { t } from "../language/translate";
import { fileInput, octal } from "./exercise-file";
import { hostFolder } from "./host-folder";
import { homeLabs } from "./labs-folder";
import { hereDocument, quote } from "./shell";

/** A path of `labs` in the user's home that does not depend on who that is: a link. */
export const hostLabsFolder = `${hostFolder}/labs`;

/** Folder on a host with a file for each part that was delivered: its line, and the paths of its files below `~/labs`. */
const deliveredFolder = `${hostFolder}/delivered`;

/** POSIX sh for the host's user that prints the line of each delivered part that is complete. */
export const deliveredScript = `for part in ${deliveredFolder}/*; do
  [ -f "$part" ] || continue
  {
    IFS= read -r line
    while IFS= read -r path; do [ -e "${homeLabs}/$path" ] || line=; done
    [ -z "$line" ] || echo "$line"
  } <"$part"
done
`;

/** What a line begins with that names a file which a delivery left as its student had changed it. */
export const keptMark = "lab-kept: ";

/** Something that is delivered as a whole, and only to a host that does not have this very version. */
export interface DeliveryPart {
  /** Lower-case letters, digits and dashes. */
  readonly name: string;
  /** The line by which a host reports that it has the part: a hash and the name. */
  readonly line: string;
  /** Shell between `deliveryBegin` and `deliveryEnd`. */
  readonly text: string;
}

/** The files of one scenario. @throws InputError for a path that leads out of `~/labs`. */
export function filesPart(scenario: string, files: readonly ExerciseFile[]): DeliveryPart {
  return part(
    `files-${scenario}`,
    files.map((file) =>
      fileInput(file, ["place", quote(belowLabs(file.path)), ...(file.mode === undefined ? [] : [octal(file.mode)])].join(" ")),
    ),
    files.map(({ path }) => path),
  );
}

/** The command lab-check with its text. */
export function labCheckPart(text: string): DeliveryPart {
  return part("lab-check", [`put /usr/local/bin/lab-check 755 ${hereDocument(text)}`]);
}

function part(name: string, lines: readonly string[], paths: readonly string[] = []): DeliveryPart {
  const body = [`step='${name}'`, ...lines].join("\n");
  const line = `${createHash("sha256").update(body).digest("hex")} ${name}`;
  return { name, line, text: `${body}\nput "$delivered/${name}" 644 ${hereDocument([line, ...paths].join("\n"))}\n` };
}

/** The beginning of a bash script for root, through `sudo … bash`; parts and `deliveryEnd` come after it. It may be run again. */
export const deliveryBegin = `#!/bin/bash
# Brings exercise files to this host, for the user who called sudo. Root runs it.
set -Eeuo pipefail
{ # bash reads all of it before it runs any, though it may come through a pipe
user=\${SUDO_USER:-root}
home=$(getent passwd "$user" | cut -d: -f6)
lab=${hostFolder}
delivered=${deliveredFolder}
step="looking at this machine"
trap '((BASH_SUBSHELL)) || echo "lab: $step: failed at \${*:-$BASH_COMMAND}" >&2' ERR # $*: what a function of ours was given
umask 022
as_user() { setpriv --reuid "$user" --regid "$(id -g "$user")" --init-groups env HOME="$home" "$@"; }
take() { # take FILE: as it is in FILE.new
  if cmp -s "$1.new" "$1"; then rm "$1.new"; else mv "$1.new" "$1"; fi
}
put() { # put FILE MODE, from standard input
  cat >"$1.new"
  chmod "$2" "$1.new"
  take "$1"
}
room() { # room FOLDER: the user can write there
  as_user mkdir -p "$1" 2>/dev/null || return
  # Docker makes the source of a bind mount that is missing, as root
  as_user test -w "$1" || chown --no-dereference "$user" "$1"
  as_user test -w "$1"
}
# A file that its student changed stays as it is, and so does whatever they put in its place: a copy of the last delivery shows which those are
place() { # place FILE [MODE], from standard input
  local file="$home/labs/$1" given="$lab/given/$1"
  mkdir -p "$(dirname "$given")"
  cat >"$given.new"
  if [ -e "$file" ] && { [ ! -f "$file" ] || { ! cmp -s "$file" "$given.new" && ! cmp -s "$file" "$given"; }; }; then
    echo "${keptMark}$1"
  elif ! cmp -s "$file" "$given.new"; then
    if [ -e "$file" ] && as_user test -w "$file"; then
      # in place: a container that mounts this one file sees it
      as_user tee "$file" >/dev/null <"$given.new"
    elif room "$(dirname "$file")"; then
      as_user rm -rf "$file.new"
      as_user tee "$file.new" >/dev/null <"$given.new"
      as_user mv "$file.new" "$file"
    else
      echo "${keptMark}$1"
    fi
    [ $# -eq 1 ] || [ ! -f "$file" ] || as_user chmod "$2" "$file"
  elif [ $# -gt 1 ]; then
    as_user chmod "$2" "$file" 2>/dev/null || true # it may be root's by now
  fi
  take "$given"
}
mkdir -p "$delivered" "$lab/given"
exec 9>>"$lab/delivery.lock"
flock -w 60 9
as_user mkdir -p "$home/labs"
ln -sfn "$home/labs" ${hostLabsFolder}
`;

export const deliveryEnd = "exit\n} </dev/null\n";

function belowLabs(path: string): string {
  if (path.split("/").some((part) => part === "" || part === "." || part === "..")) {
    throw new InputError(t`exercise file ${JSON.stringify(path)}: a path below ~/labs is needed, such as load-balancer/index.js`);
  }
  return path;
}
