// The script that makes an Ubuntu machine a lab host: Docker, docker-compose, the course's tools.
import { InputError } from "../definition/errors";
import { software } from "../definition/pins";
import { t } from "../language/translate";
import { current, documented, toolCommands, toolPackages, type InstallMethod } from "./docker-lines";
import { type EndOfLife, endOfLifeLines } from "./end-of-life";
import { hostFolder } from "./host-folder";
import { type HostProxy, proxyLines } from "./proxy";
import { quote, Script } from "./shell";

export interface InstallProps {
  /** `documented`: the course's script. `current`: Docker's current instructions. `none`: the machine must have Docker already. */
  readonly install: "documented" | "current" | "none";
  /** The user who may use Docker. */
  readonly user: string;
  /** Images to pull in advance. @default none */
  readonly pullImages?: readonly string[];
  /** URL of a mirror of Docker Hub, added to those the Engine has. @default no mirror */
  readonly registryMirror?: string;
  /** @default the host reaches the internet by itself */
  readonly proxy?: HostProxy;
  /** @default the host has no end */
  readonly end?: EndOfLife;
}

/** Free GB: Docker takes 1.5, the course's images 2.5. */
const minDiskGb = 4;

/** Minutes that a run waits for another one on the same host, such as cloud-init's. */
const timeoutMinutes = 15;

/**
 * A bash script for root, as user data or through `ssh … sudo bash -s`. It may be interrupted and run again; a working Docker
 * stays as it is. A host that cannot be a lab host says so on standard error in one line that begins with `lab: ` and is kept
 * in its file `error`; the script then exits with 1. A lab host has the file `ready`.
 * @throws InputError for a user that no host can have.
 */
export function installScript(props: InstallProps): string {
  const { install, registryMirror, pullImages = [], proxy, end } = props;
  const script = new Script().add(head(props.user));
  if (end) script.add(endOfLifeLines(end));
  script.add(user, dockerAlone);
  if (install !== "none" && proxy !== undefined) script.add(proxyLines(proxy));
  if (install === "none") script.add(answers("docker.install: none leaves the machine as it is; set documented or current"));
  else script.add(...installation(install === "documented" ? documented : current), environment, sshd);
  if (install !== "none" && registryMirror !== undefined) script.add(mirror(registryMirror));
  if (pullImages.length > 0) script.add(pulls(pullImages));
  return script.add(proof).render();
}

function head(name: string): string {
  if (!/^[A-Za-z_][A-Za-z0-9_.-]*$/.test(name)) {
    throw new InputError(t`${JSON.stringify(name)} is not a name that a host's user can have: letters, digits and _.-, a letter first`);
  }
  return `#!/bin/bash
# Makes this Ubuntu machine a lab host. Root runs it. It may be interrupted and run again: what is in place stays as it is.
# shellcheck disable=SC2317,SC2329 # some functions are called by name: by a trap, by retry
set -Eeuo pipefail
{ # bash reads all of it before it runs any, though it may come through a pipe
user=${quote(name)}
lab=${hostFolder}

fail() { # the one line that reaches the instructor
  trap - ERR
  rm -f "$lab/ready"
  local line="lab: $*"
  echo "\${line//$'\\n'/ }" | tee "$lab/error" >&2
  exit 1
}
step() {
  step=$1
  echo "== $step"
}
free_mb() { df --output=avail -m / /var/lib | tail -n +2 | sort -n | sed -n 1p; }
failed() {
  [ "$(free_mb)" -ge 100 ] || fail "$step: $1: the disk is full"
  fail "$step: $1"
}
trap '((BASH_SUBSHELL)) || failed "line $LINENO failed: \${*:-$BASH_COMMAND}"' ERR # $*: what a function of ours was given
trap 'fail "interrupted; it may be run again"' HUP INT TERM
put() { # put FILE MODE [LINE…]: a file of ours, from lines or standard input
  if [ $# -gt 2 ]; then printf '%s\\n' "\${@:3}"; else cat; fi >"$1.new"
  chmod "$2" "$1.new"
  if cmp -s "$1.new" "$1"; then rm "$1.new"; else mv "$1.new" "$1"; fi
}
engine_answers() { timeout 20 docker version >/dev/null 2>&1; }

[ "$(id -u)" = 0 ] || { echo "lab: root is needed: run it with sudo" >&2; exit 1; }
umask 022
export DEBIAN_FRONTEND=noninteractive HOME="\${HOME:-/root}" # cloud-init sets no HOME
step "looking at this machine"
mkdir -p "$lab"
exec 9>"$lab/lock" # user data and whoever waits for the host may both run this
flock -w ${timeoutMinutes * 60} 9 || fail "another run of this script has not ended within ${timeoutMinutes} minutes"
[ -d /run/systemd/system ] || fail "systemd does not run on this machine, and it is what starts the Engine"`;
}

const user = `home=$(getent passwd "$user" | cut -d: -f6) || fail "there is no user $user on this machine"
as_user() { setpriv --reuid "$user" --regid "$(id -g "$user")" --init-groups env HOME="$home" "$@"; }`;

/** Refuses other software that goes by the name docker. */
const dockerAlone = `case $(docker --version 2>/dev/null || true) in
  podman*) fail "the docker command of this machine is Podman's, and a lab is made for Docker's Engine; run: sudo apt-get remove podman-docker" ;;
esac
[ ! -e /snap/bin/docker ] ||
  fail "Docker is on this machine as a snap, which does not see the host's folders; run: sudo snap remove docker"`;

/** Passes when the Engine answers, which may take a while after its start. */
function answers(otherwise: string): string {
  return `for _ in {1..15}; do
  if engine_answers || ! type -P docker >/dev/null; then break; fi
  sleep 1
done
engine_answers || fail "no Docker Engine answers; ${otherwise}"`;
}

function installation(method: InstallMethod): string[] {
  return [
    `retry() { # neither a flaky network nor an apt that runs since boot is a reason to stop
  local pause
  for pause in 2 5 10 20 30; do
    "$@" && return
    echo "once more in $pause s: $*"
    sleep "$pause"
    dpkg --configure -a || true # what an apt that was killed left unfinished
    [ -z "$unread" ] || [[ " $* " == *" update "* ]] || apt-get update || true
  done
  "$@" || failed "failed six times: $*; can this machine reach the internet?\${unread:+ apt cannot read $unread}"
}
unread= # package sources that apt could not read
apt-get() { # Error-Mode: an update that got nothing has failed
  local words=(-o DPkg::Lock::Timeout=600 -o Acquire::Retries=3 -o APT::Update::Error-Mode=any "$@") answer before=$unread
  if [ "$1" != update ]; then command apt-get "\${words[@]}"; return; fi
  if answer=$(command apt-get "\${words[@]}" 2>&1); then unread=; echo "$answer"; return; fi
  echo "$answer"
  unread=$(sed -nE "s/^(E|W: (Failed to fetch|GPG error)).*(https?:[^ ']+).*/\\3/p" <<<"$answer" | sort -u)
  # a broken source of the machine's own stays broken; whether it is needed shows when packages are installed
  [ -n "$unread" ] && [ "$unread" = "$before" ] || return 1
  echo "note: apt cannot read \${unread//$'\\n'/ }"
}
engine_settings() { # engine_settings FILTER: the machine's own settings after that jq filter
  local file=/etc/docker/daemon.json settings='{}'
  mkdir -p /etc/docker
  [ ! -s "$file" ] || settings=$(<"$file")
  settings=$(jq "$1" <<<"$settings") || fail "$file is not JSON; fix or remove it"
  put "$file" 644 "$settings"
}
${method.functions.trim()}`,
    `if [ ! -e "$lab/installing" ] && type -P dockerd >/dev/null && ! engine_answers; then
  systemctl start docker || true # it may only be stopped
  engine_answers || fail "Docker is installed and does not answer: $(journalctl -u docker -n 1 -o cat)"
fi
engine=here compose=here tools=here
if [ -e "$lab/installing" ] || ! engine_answers; then engine=missing; fi
[ -x "$(type -P docker-compose)" ] || compose=missing # a download that was interrupted is not executable
type -P ${toolCommands} >/dev/null || tools=missing
if [ "$engine $compose $tools" != "here here here" ]; then
${indent(preflight(method))}
fi`,
    `if [ "$engine" = missing ]; then
  step "installing Docker"
  touch "$lab/installing"
  # the major version that the labs are tested with
  put /etc/apt/preferences.d/lab 644 \\
    'Package: docker-ce docker-ce-cli' 'Pin: version 5:${software.dockerMajor}.*' 'Pin-Priority: 990' '' \\
    'Package: docker-ce docker-ce-cli' 'Pin: version *' 'Pin-Priority: -1'
  # what an earlier run left half done: apt repairs the rest by itself
  mapfile -t broken < <(dpkg-query -Wf '\${db:Status-Eflag} \${Package}\\n' | sed -n 's/^reinstreq //p')
  [ -z "$(dpkg --audit)" ] || retry apt-get install -y --fix-broken --reinstall "\${broken[@]}"
${indent(method.docker)}
  rm "$lab/installing"
elif [ "$tools" = missing ]; then
  step "installing the course's tools"
  retry apt-get update
  retry apt-get install -y ${toolPackages}
fi
${answers("see journalctl -u docker")}
[[ " $(id -nG "$user") " == *" docker "* ]] || usermod -aG docker "$user"`,
    `if [ "$compose" = missing ]; then
  step "installing docker-compose"
${indent(method.compose)}
fi
${method.always.trim()}`,
  ];
}

function preflight(method: InstallMethod): string {
  return `# shellcheck source=/dev/null
. /etc/os-release
${method.checks.trim()}
[ "$(free_mb)" -ge ${minDiskGb * 1000} ] || fail "the disk has $(free_mb) MB free, and a lab takes ${minDiskGb * 1000}"
if type -P curl >/dev/null; then # else apt will report it
  answer=$(curl -fsS --retry 3 --retry-all-errors --connect-timeout 10 -o /dev/null \\
    "https://download.docker.com/linux/$ID/dists/$VERSION_CODENAME/Release" 2>&1) ||
    fail "Docker's packages for \${PRETTY_NAME:-$ID} ($VERSION_CODENAME) cannot be reached: \${answer##*$'\\n'}"
fi`;
}

const environment = `# docker-compose ${software.compose1} would speak API 1.22, which Engine ${software.dockerMajor} refuses: for every shell, and through sudo
if ! grep -qs ^COMPOSE_API_VERSION= /etc/environment; then
  [ -z "$(tail -c 1 /etc/environment 2>/dev/null)" ] || echo >>/etc/environment
  echo COMPOSE_API_VERSION=${software.composeApi} >>/etc/environment
fi
[ ! -d /etc/sudoers.d ] || put /etc/sudoers.d/lab 440 'Defaults env_keep += "COMPOSE_API_VERSION"'`;

const sshd = `# a class connects at once: sshd itself stops at 10 logins under way, and at 10 sessions in one connection
if [ -d /etc/ssh/sshd_config.d ] && [ ! -e /etc/ssh/sshd_config.d/10-lab.conf ]; then
  put /etc/ssh/sshd_config.d/10-lab.conf 644 'MaxStartups 100:30:300' 'MaxSessions 100'
  systemctl try-reload-or-restart ssh
fi`;

function mirror(url: string): string {
  return `# the class's mirror of Docker Hub, which the Engine takes up without a restart
mirror=${quote(url)}
mirrors() { docker info --format '{{.RegistryConfig.Mirrors}}'; }
if [[ "$(mirrors)" != *"$mirror"* ]]; then
  own=$(cat /etc/docker/daemon.json 2>/dev/null || true)
  engine_settings ${quote(`.["registry-mirrors"] += [${JSON.stringify(url)}]`)}
  systemctl kill -s HUP --kill-who=main docker || true
  for _ in {1..20}; do [[ "$(mirrors)" != *"$mirror"* ]] || break; sleep 0.5; done
  if [[ "$(mirrors)" != *"$mirror"* ]]; then # with a setting that it does not accept, the Engine might not start again
    if [ -n "$own" ]; then put /etc/docker/daemon.json 644 "$own"; else rm /etc/docker/daemon.json; fi
    echo "note: the Engine does not take the mirror $mirror; set it where its other mirrors are set"
  fi
fi`;
}

function pulls(images: readonly string[]): string {
  return [
    `# Images in advance. One that cannot be pulled now is pulled with the lab
pull() {
  if docker image inspect "$1" >/dev/null 2>&1; then return; fi
  step "pulling the image $1"
  docker pull -q "$1" || echo "note: $1 could not be pulled"
}`,
    ...images.map((image) => `pull ${quote(image)}`),
  ].join("\n");
}

const proof = `step "asking the Engine, as $user"
version=$(as_user docker version --format '{{.Server.Version}}') || fail "$user may not use Docker; run: sudo usermod -aG docker $user"
[[ "$(as_user docker info --format '{{.SecurityOptions}}')" != *name=rootless* ]] ||
  fail "the Docker of $user is rootless, which has no port below 1024 and no network of the host; run as $user: docker context use default"
driver=$(docker info --format '{{.Driver}}')
[ "$driver" = overlay2 ] || echo "note: this Engine keeps images in $driver, and chapter 3 looks for /var/lib/docker/overlay2"
rm -f "$lab/error"
echo "Docker $version" | tee "$lab/ready"
exit
} </dev/null`;

function indent(text: string): string {
  return text.trim().replaceAll(/^(?=.)/gm, "  ");
}
