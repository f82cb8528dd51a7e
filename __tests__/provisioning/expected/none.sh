#!/bin/bash
# Makes this Ubuntu machine a lab host. Root runs it. It may be interrupted and run again: what is in place stays as it is.
# shellcheck disable=SC2317,SC2329 # some functions are called by name: by a trap, by retry
set -Eeuo pipefail
{ # bash reads all of it before it runs any, though it may come through a pipe
user='ubuntu'
lab=/var/lib/lab

fail() { # the one line that reaches the instructor
  trap - ERR
  rm -f "$lab/ready"
  local line="lab: $*"
  echo "${line//$'\n'/ }" | tee "$lab/error" >&2
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
trap '((BASH_SUBSHELL)) || failed "line $LINENO failed: ${*:-$BASH_COMMAND}"' ERR # $*: what a function of ours was given
trap 'fail "interrupted; it may be run again"' HUP INT TERM
put() { # put FILE MODE [LINE…]: a file of ours, from lines or standard input
  if [ $# -gt 2 ]; then printf '%s\n' "${@:3}"; else cat; fi >"$1.new"
  chmod "$2" "$1.new"
  if cmp -s "$1.new" "$1"; then rm "$1.new"; else mv "$1.new" "$1"; fi
}
engine_answers() { timeout 20 docker version >/dev/null 2>&1; }

[ "$(id -u)" = 0 ] || { echo "lab: root is needed: run it with sudo" >&2; exit 1; }
umask 022
export DEBIAN_FRONTEND=noninteractive HOME="${HOME:-/root}" # cloud-init sets no HOME
step "looking at this machine"
mkdir -p "$lab"
exec 9>"$lab/lock" # user data and whoever waits for the host may both run this
flock -w 900 9 || fail "another run of this script has not ended within 15 minutes"
[ -d /run/systemd/system ] || fail "systemd does not run on this machine, and it is what starts the Engine"

home=$(getent passwd "$user" | cut -d: -f6) || fail "there is no user $user on this machine"
as_user() { setpriv --reuid "$user" --regid "$(id -g "$user")" --init-groups env HOME="$home" "$@"; }

case $(docker --version 2>/dev/null || true) in
  podman*) fail "the docker command of this machine is Podman's, and a lab is made for Docker's Engine; run: sudo apt-get remove podman-docker" ;;
esac
[ ! -e /snap/bin/docker ] ||
  fail "Docker is on this machine as a snap, which does not see the host's folders; run: sudo snap remove docker"

for _ in {1..15}; do
  if engine_answers || ! type -P docker >/dev/null; then break; fi
  sleep 1
done
engine_answers || fail "no Docker Engine answers; docker.install: none leaves the machine as it is; set documented or current"

# Images in advance. One that cannot be pulled now is pulled with the lab
pull() {
  if docker image inspect "$1" >/dev/null 2>&1; then return; fi
  step "pulling the image $1"
  docker pull -q "$1" || echo "note: $1 could not be pulled"
}
pull 'nginx:1.30'

step "asking the Engine, as $user"
version=$(as_user docker version --format '{{.Server.Version}}') || fail "$user may not use Docker; run: sudo usermod -aG docker $user"
[[ "$(as_user docker info --format '{{.SecurityOptions}}')" != *name=rootless* ]] ||
  fail "the Docker of $user is rootless, which has no port below 1024 and no network of the host; run as $user: docker context use default"
driver=$(docker info --format '{{.Driver}}')
[ "$driver" = overlay2 ] || echo "note: this Engine keeps images in $driver, and chapter 3 looks for /var/lib/docker/overlay2"
rm -f "$lab/error"
echo "Docker $version" | tee "$lab/ready"
exit
} </dev/null
