#!/usr/bin/env bash
# Passes when a host can take its lab: ssh answers, the Engine is there (installed where it is not), and the readiness script is content.
# Terraform runs it on the instructor's machine, once per host; what it is given is in gate.ts.
set -euo pipefail

say() { printf '%s: %s\n' "$LAB_NAME" "$*" >&2; }

fail() {
  say "$@"
  exit 1
}

options=(-F "$LAB_SSH_CONFIG" -p "$LAB_PORT")
[ -z "$LAB_HOST_KEY_ALIAS" ] || options+=(-o "HostKeyAlias=$LAB_HOST_KEY_ALIAS")

# Not the shared connection: one from before the installation would lack the docker group.
host() { ssh "${options[@]}" -o ControlMaster=no -o ControlPath=none "$LAB_LOGIN" "$@"; }

known_as() {
  local address=${LAB_LOGIN#*@}
  if [ -n "$LAB_HOST_KEY_ALIAS" ]; then
    echo "$LAB_HOST_KEY_ALIAS"
  elif [ "$LAB_PORT" = 22 ]; then
    echo "$address"
  else
    echo "[$address]:$LAB_PORT"
  fi
}

# Runs a command on the host with a script as its standard input; only a failure shows what it printed.
script() {
  local output
  output=$(host "$1" <"$2" 2>&1) && return
  tail -n 20 <<<"$output" | sed "s/^/$LAB_NAME: | /" >&2
  fail "$3"
}

answer=
until answer=$(host true </dev/null 2>&1); do
  case $answer in
  *"IDENTIFICATION HAS CHANGED"*) fail "the host key of $LAB_LOGIN is not the one of its first contact; if the machine was reinstalled, forget the old one: ssh-keygen -f ${LAB_SSH_CONFIG%/*}/known_hosts -R $(known_as)" ;;
  esac
  [ "$SECONDS" -lt "$LAB_PATIENCE" ] || fail "ssh to $LAB_LOGIN port $LAB_PORT does not answer after $LAB_PATIENCE s: ${answer##*$'\n'}"
  sleep 3
done

if [ "$LAB_NEW" = yes ]; then
  host 'timeout 1500 cloud-init status --wait' </dev/null >/dev/null 2>&1 || true
fi

if [ "$LAB_INSTALL" = always ] || { [ "$LAB_INSTALL" = missing ] && ! host 'docker version' </dev/null >/dev/null 2>&1; }; then
  host 'sudo -n true' </dev/null >/dev/null 2>&1 || fail "sudo on $LAB_LOGIN asks for a password; allow that user to use it without one"
  say "installing Docker"
  script 'sudo -n timeout 1800 bash -s' "$LAB_INSTALL_SCRIPT" "Docker could not be installed on $LAB_LOGIN; the lines above are the host's own"
  ssh "${options[@]}" -O exit "$LAB_LOGIN" >/dev/null 2>&1 || true
fi

script 'timeout 300 bash -s' "$LAB_READINESS_SCRIPT" "$LAB_LOGIN is not ready; the lines above are the host's own"
say "ready"
