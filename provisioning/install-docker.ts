// The script that makes an Ubuntu machine a lab host: Docker, compose, the course's tools, exercise files.
import { software } from "../definition/pins";
import { currentLines, documentedLines } from "./docker-lines";
import { type EndOfLife, endOfLifeLines } from "./end-of-life";
import { hereDocument, quote } from "./shell";

/** A file that a student gets. */
export interface ExerciseFile {
  /** Below the user's `~/labs`, such as `load-balancer/index.js`. */
  readonly path: string;
  readonly content: string;
}

export interface InstallProps {
  /** `documented`: the course's script. `current`: Docker's present instructions. `none`: the machine has to have Docker. */
  readonly install: "documented" | "current" | "none";
  /** The user who may use Docker and gets the exercise files. */
  readonly user: string;
  readonly files: readonly ExerciseFile[];
  /** Images to pull in advance. @default none */
  readonly pullImages?: readonly string[];
  readonly registryMirror?: string;
  /** @default the host has no end */
  readonly end?: EndOfLife;
}

/** Where the script keeps what it knows of the host: `installed`, `ready`, `error`, `end`. */
export const hostFolder = "/var/lib/lab";

/** GB free on /: Docker takes 1.5, the course's images 2.5. */
const leastDiskGb = 4;

/**
 * A bash script for root, as user data or through `ssh … sudo bash -s`. It may be run again and may be interrupted;
 * a machine that has a working Docker keeps it. A host that cannot be a lab host says so in one line that begins with `lab: `.
 */
export function installScript(props: InstallProps): string {
  const parts = [
    head(props),
    props.end ? endOfLifeLines(props.end) : [],
    engineSettings(props.registryMirror),
    installation(props.install),
    sshd,
    exerciseFiles(props.files),
    pulls(props.pullImages ?? []),
    proof(props.install),
  ];
  return `${parts
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join("\n"))
    .join("\n\n")}\n`;
}

function head({ user }: InstallProps): string[] {
  return [
    "#!/bin/bash",
    "# Makes this Ubuntu machine a lab host. It may be run again: what is in place stays as it is.",
    "set -Eeuo pipefail",
    `user=${quote(user)}`,
    `state=${hostFolder}`,
    "fail() {",
    "  trap - ERR",
    `  { [ "$(id -u)" != 0 ] || { mkdir -p "$state" && printf 'lab: %s\\n' "$*" > "$state/error"; }; } 2> /dev/null || :`,
    "  printf 'lab: %s\\n' \"$*\" >&2",
    "  exit 1",
    "}",
    `trap 'fail "line $LINENO failed: $BASH_COMMAND"' ERR`,
    "# a network that falters is no reason to stop",
    "retry() {",
    "  local pause",
    '  for pause in 2 5 10 20; do "$@" && return; sleep "$pause"; done',
    '  "$@" || fail "$* failed five times; is there a way to the internet?"',
    "}",
    "",
    `[ "$(id -u)" = 0 ] || fail "root is needed: run it with sudo"`,
    `id "$user" > /dev/null 2>&1 || fail "there is no user $user on this machine"`,
    'mkdir -p "$state"',
    "# a new host's user data and its readiness gate may both run it",
    'exec 9> "$state/lock"',
    'flock -w 900 9 || fail "another run of this script has not ended within 15 minutes"',
    'rm -f "$state/ready" "$state/error"',
    "export DEBIAN_FRONTEND=noninteractive",
  ];
}

/** Keys of the machine's own daemon.json come before ours, but for the class's mirror. */
function engineSettings(mirror: string | undefined): string[] {
  const ours = {
    features: { "containerd-snapshotter": false },
    "log-driver": "json-file",
    "log-opts": { "max-size": "10m", "max-file": "3" },
  };
  const last = mirror === undefined ? {} : { "registry-mirrors": [mirror] };
  return [
    "# overlay2, which chapter 3 looks into (the Engine's default is the containerd store by now), and logs that do not fill the disk",
    "engine_settings() {",
    "  local file=/etc/docker/daemon.json own='{}'",
    "  mkdir -p /etc/docker",
    '  [ ! -s "$file" ] || own=$(cat "$file")',
    `  jq -n --argjson own "$own" ${quote(`${JSON.stringify(ours)} * $own * ${JSON.stringify(last)}`)} > "$file.new"`,
    '  if cmp -s "$file.new" "$file"; then rm "$file.new"; return; fi',
    '  mv "$file.new" "$file"',
    "  systemctl is-active -q docker || return 0",
    "  # a restart would stop a student's containers",
    '  if [ -z "$(docker ps -q)" ]; then systemctl restart docker; else echo "note: $file has changed; it counts from the Engine\'s next start"; fi',
    "}",
  ];
}

function installation(install: InstallProps["install"]): string[] {
  if (install === "none") {
    return [
      'docker version > /dev/null 2>&1 || fail "no Docker answers, and docker.install: none leaves the machine as it is; set documented or current"',
      'usermod -aG docker "$user"',
    ];
  }
  const lines = [
    ...preflight(install),
    "",
    ...(install === "documented" ? documentedLines : currentLines),
    'date -u +%FT%TZ > "$state/installed"',
  ];
  return [
    "install_docker() {",
    ...lines.map((line) => (line === "" ? "" : `  ${line}`)),
    "}",
    'if [ -e "$state/installed" ]; then',
    "  engine_settings",
    "# an installation that was interrupted is ours to finish",
    'elif [ ! -e "$state/installing" ] && docker version > /dev/null 2>&1; then',
    "  echo \"Docker $(docker version --format '{{.Server.Version}}') was here before and is left as it is\"",
    "else",
    "  install_docker",
    "fi",
    'usermod -aG docker "$user"',
  ];
}

function preflight(install: "documented" | "current"): string[] {
  const architecture = '"$(dpkg --print-architecture)"';
  return [
    "# shellcheck source=/dev/null",
    ". /etc/os-release",
    '[ "${ID:-}" = ubuntu ] || fail "this is ${PRETTY_NAME:-an unknown system}; a lab host is Ubuntu"',
    ...(install === "documented"
      ? [
          `command -v apt-key > /dev/null || fail "Ubuntu \${VERSION_ID:-} has no apt-key, which the documented script needs (24.04 is the last with it); set docker.install: current"`,
          `[ ${architecture} = amd64 ] || fail "this machine is $(dpkg --print-architecture), and the documented script is for amd64; set docker.install: current"`,
        ]
      : [
          `case ${architecture} in amd64 | arm64) ;; *) fail "this machine is $(dpkg --print-architecture); Docker is installed on amd64 and arm64" ;; esac`,
        ]),
    `[ "$(df --output=avail -k / | tail -n 1)" -ge ${leastDiskGb * 1_000_000} ] || fail "less than ${leastDiskGb} GB are free on /"`,
    "# another apt may be at work after boot, and an update that fetched nothing is a failure",
    `printf '%s\\n' 'DPkg::Lock::Timeout "600";' 'Acquire::Retries "3";' 'APT::Update::Error-Mode "any";' > /etc/apt/apt.conf.d/90lab`,
    "# an earlier run may have been interrupted",
    "dpkg --configure -a",
    "# the tested major version",
    `printf '%s\\n' 'Package: docker-ce docker-ce-cli' 'Pin: version 5:${software.dockerMajor}.*' 'Pin-Priority: 1001' > /etc/apt/preferences.d/lab-docker`,
  ];
}

const sshd = [
  "# a class connects at once: sshd's own limit is 10 logins under way, and 10 sessions in one connection",
  "sshd_settings=/etc/ssh/sshd_config.d/90-lab.conf",
  'if [ -d /etc/ssh/sshd_config.d ] && [ ! -e "$sshd_settings" ]; then',
  "  printf '%s\\n' 'MaxStartups 100:30:300' 'MaxSessions 100' > \"$sshd_settings\"",
  "  systemctl reload ssh 2> /dev/null || :",
  "fi",
];

function exerciseFiles(files: readonly ExerciseFile[]): string[] {
  if (files.length === 0) return [];
  return [
    "# Exercise files. A file that is there already is the student's",
    'home=$(getent passwd "$user" | cut -d: -f6)',
    "place() {",
    "  local file=$home/labs/$1",
    '  if [ -e "$file" ]; then cat > /dev/null; return; fi',
    '  mkdir -p "$(dirname "$file")"',
    '  cat > "$file.new" && mv "$file.new" "$file"',
    "}",
    ...files.map(({ path, content }) => `place ${quote(path)} ${hereDocument(content)}`),
    'chown -R "$user": "$home/labs"',
  ];
}

function pulls(images: readonly string[]): string[] {
  if (images.length === 0) return [];
  return [
    "# Images in advance. One that cannot be had now is pulled with the lab",
    "pull() {",
    '  docker image inspect "$1" > /dev/null 2>&1 || docker pull -q "$1" || echo "note: could not pull $1"',
    "}",
    ...images.map((image) => `pull ${quote(image)}`),
  ];
}

function proof(install: InstallProps["install"]): string[] {
  const version = "docker version --format '{{.Server.Version}}'";
  return [
    "# The proof: the user's next login can use the Engine",
    `version=$(sudo -u "$user" ${version}) || fail "the Engine does not answer to $user; see: sudo journalctl -u docker"`,
    ...(install === "none"
      ? []
      : [
          `[ ! -e "$state/installed" ] || [ "\${version%%.*}" = ${software.dockerMajor} ] || fail "Docker $version was installed, and the labs are tested with ${software.dockerMajor}"`,
        ]),
    'echo "Docker $version" > "$state/ready"',
    'echo "This is a lab host: Docker $version"',
  ];
}
