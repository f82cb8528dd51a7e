// The two install methods of Docker and docker-compose, as parts of the install script: root runs them, with that script's functions.
import { software } from "../definition/pins";
import { quote } from "./shell";

/** How Docker and docker-compose get onto a host. */
export interface InstallMethod {
  /** Functions that the other parts call. */
  readonly functions: string;
  /** What a host has to be. */
  readonly checks: string;
  /** Run where there is no Docker. */
  readonly docker: string;
  /** Run where there is no docker-compose command. */
  readonly compose: string;
  /** Run every time, after both. */
  readonly always: string;
}

/** Later chapters use them, and a cloud image lacks them (course 2-2, 2-3 and 4). */
export const toolPackages = "jq lsof bridge-utils net-tools psmisc";
/** A command of each of them. */
export const toolCommands = "jq lsof brctl netstat pstree";

// the machine's own settings come last, so they win; a log driver of its own has its own options
const engineSettings = `# before the Engine's first start: overlay2, which chapter 3 looks into (a new Engine uses the containerd store by default),
# and logs that do not fill the disk
engine_settings '{"features":{"containerd-snapshotter":false}} *
  (if has("log-driver") then {} else {"log-opts":{"max-size":"10m","max-file":"3"}} end) * .'`;

// a second entry that differs from the first would stop apt; an upgrade of Ubuntu leaves a commented one
const sourceIsThere = "grep -rqsE '^[^#]*download.docker.com' /etc/apt/sources.list /etc/apt/sources.list.d";

const isDockerKey = `docker_key() { # passes a key on only if it is the one that signs Docker's packages, and comes alone
  local folder shown
  folder=$(mktemp -d)
  cat >"$folder/key"
  shown=$(gpg --batch --homedir "$folder" --with-colons --show-keys "$folder/key" 2>/dev/null |
    awk -F: '$1 == "pub" || $1 == "sec" { key = 1 } $1 == "fpr" && key { print $10; key = 0 }')
  if [ "$shown" = ${quote(software.dockerKey)} ]; then cat "$folder/key"; else shown=; fi
  rm -rf "$folder"
  [ -n "$shown" ]
}`;
const noDockerKey = `fail "download.docker.com gave no key with the fingerprint ${software.dockerKey}; LAB_DOCKER_KEY on the instructor's machine names that of a mirror which signs its own"`;

/** The course's script (2-1), line by line; a comment says why anything was added. */
export const documented: InstallMethod = {
  functions: `
sudo() { "$@"; } # root runs this, and sudo itself would drop what root has set
${isDockerKey}`,
  checks: `
case \${ID:-} in
  ubuntu) ;;
  debian) fail "this is \${PRETTY_NAME:-Debian}, and the documented script is for Ubuntu; set docker.install: current" ;;
  *) fail "this is \${PRETTY_NAME:-no Ubuntu}, and a lab host is Ubuntu" ;;
esac
type -P apt-key >/dev/null ||
  fail "Ubuntu $VERSION_ID has no apt-key, which the documented script needs (24.04 is the last to have it); set docker.install: current"
[ "$(uname -m)" = x86_64 ] || fail "this machine is $(uname -m), and the documented script is for amd64; set docker.install: current"`,
  docker: `
# The course's script, line by line
retry sudo apt-get update
# the second line: later chapters use them
retry sudo apt-get install -y apt-transport-https ca-certificates curl software-properties-common \\
  ${toolPackages}
curl -fsSL --retry 5 --retry-all-errors https://download.docker.com/linux/ubuntu/gpg | docker_key | sudo apt-key add - ||
  ${noDockerKey}
sudo apt-key fingerprint 0EBFCD88
# -y: newer versions ask; -n: the next line updates
${sourceIsThere} ||
  sudo add-apt-repository -y -n "deb [arch=amd64] https://download.docker.com/linux/ubuntu $(lsb_release -cs) stable"
retry sudo apt-get update
${engineSettings}
retry sudo apt-get install -y docker-ce
sudo usermod -aG docker "$user"`,
  compose: `
# -f: without it an error page is saved as the program
sudo curl -fL --retry 5 --retry-all-errors "https://github.com/docker/compose/releases/download/${software.compose1}/docker-compose-$(uname -s)-$(uname -m)" -o /usr/local/bin/docker-compose
sha256sum -c --quiet - <<<${quote(`${software.compose1Sha256}  /usr/local/bin/docker-compose`)} ||
  { rm -f /usr/local/bin/docker-compose; fail "docker-compose ${software.compose1} is not the file that was published: its SHA-256 differs"; }
sudo chmod +x /usr/local/bin/docker-compose`,
  always: `
# -f, and only where it is missing: the course's line fails the second time
[ -e /usr/bin/docker-compose ] || [ ! -x /usr/local/bin/docker-compose ] ||
  sudo ln -sf /usr/local/bin/docker-compose /usr/bin/docker-compose
# an Engine that was installed before may not support its API
read -r min max < <(docker version --format '{{.Server.MinAPIVersion}} {{.Server.APIVersion}}')
if ! printf '%s\\n' "$min" ${software.composeApi} "$max" | sort -CV; then
  case $(docker version --format '{{.Server.Version}}') in # 29.3 and later accept 1.40 again
    29.[0-2].*) fix="upgrade it to 29.3 or later (sudo apt-get install docker-ce), or set docker.install: current" ;;
    *) fix="set docker.install: current" ;;
  esac
  fail "this Engine speaks API $min to $max, and docker-compose ${software.compose1} needs ${software.composeApi}; $fix"
fi`,
};

/** docs.docker.com/engine/install/ubuntu and …/debian (read November 2026), with the course's command in front of the compose plugin. */
export const current: InstallMethod = {
  functions: isDockerKey,
  checks: `
case \${ID:-} in
  ubuntu | debian) ;;
  *) fail "this is \${PRETTY_NAME:-no Ubuntu}, and a lab host is Ubuntu or Debian" ;;
esac
case $(uname -m) in
  x86_64 | aarch64) ;;
  *) fail "this machine is $(uname -m), and Docker's packages are installed on amd64 and arm64" ;;
esac`,
  docker: `
# Docker's current instructions for Ubuntu and Debian
retry apt-get update
# the second line: later chapters use them
retry apt-get install -y ca-certificates curl gpg \\
  ${toolPackages}
install -m 0755 -d /etc/apt/keyrings
curl -fsSL --retry 5 --retry-all-errors "https://download.docker.com/linux/$ID/gpg" | docker_key |
  put /etc/apt/keyrings/docker.asc 644 || ${noDockerKey}
${sourceIsThere} || put /etc/apt/sources.list.d/docker.sources 644 \\
  'Types: deb' \\
  "URIs: https://download.docker.com/linux/$ID" \\
  "Suites: $VERSION_CODENAME" \\
  'Components: stable' \\
  "Architectures: $(dpkg --print-architecture)" \\
  'Signed-By: /etc/apt/keyrings/docker.asc'
retry apt-get update
${engineSettings}
retry apt-get install -y docker-ce docker-ce-cli containerd.io docker-buildx-plugin docker-compose-plugin
usermod -aG docker "$user"`,
  compose: `
docker compose version >/dev/null 2>&1 ||
  fail "this machine has Docker without the compose plugin; install docker-compose-plugin, or set docker.install: documented"
# the course's command, which with --compatibility gives containers the course's names (practice_lb_1)
put /usr/local/bin/docker-compose 755 '#!/bin/sh' 'exec docker compose --compatibility "$@"'`,
  always: "",
};
