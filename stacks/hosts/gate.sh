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

# The name of the host in known_hosts.
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
run() {
  local output
  output=$(host "$1" <"$2" 2>&1) && return
  tail -n 20 <<<"$output" | sed "s/^/$LAB_NAME: | /" >&2
  return 1
}

ready() { run 'bash -s' "$LAB_READINESS_SCRIPT"; }

# A student who cannot log in is no reason to keep the lab from them.
pass() {
  [ -z "$LAB_KEYS_SCRIPT" ] || run 'sh -s' "$LAB_KEYS_SCRIPT" || say "not all of the student's keys are on $LAB_LOGIN"
  say "ready"
  exit
}

install() {
  host 'sudo -n true' </dev/null >/dev/null 2>&1 || fail "sudo on $LAB_LOGIN asks for a password; allow that user to use it without one"
  say "installing"
  run 'sudo -n timeout 1800 bash -s' "$LAB_INSTALL_SCRIPT" || fail "the installation on $LAB_LOGIN failed; the lines above are the host's own"
  ssh "${options[@]}" -O exit "$LAB_LOGIN" >/dev/null 2>&1 || true
}

answer=
until answer=$(host true </dev/null 2>&1); do
  case $answer in
  *"IDENTIFICATION HAS CHANGED"*)
    fail "the host key of $LAB_LOGIN is not that of its first contact; if the machine was reinstalled, forget the old one:" \
      "ssh-keygen -f ${LAB_SSH_CONFIG%/*}/known_hosts -R '$(known_as)'"
    ;;
  esac
  [ "$SECONDS" -lt "$LAB_PATIENCE" ] || fail "ssh to $LAB_LOGIN port $LAB_PORT does not answer after $LAB_PATIENCE s: ${answer##*$'\n'} ($LAB_HINT)"
  sleep 3
done

case $LAB_INSTALL in
always) install ;;
# a new instance installs itself at boot, and is helped only where that failed
unless-ready)
  # in a login of its own: the user is not in the docker group yet
  host 'timeout 1200 cloud-init status --wait' </dev/null >/dev/null 2>&1 || true
  if ready; then pass; fi
  install
  ;;
esac
ready || fail "$LAB_LOGIN is not ready; the lines above are the host's own"
pass
