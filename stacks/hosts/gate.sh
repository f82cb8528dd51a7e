#!/usr/bin/env bash
# Passes when a host can take its lab: ssh answers, the Engine is there (installed where it is not), and the readiness script is content.
# Terraform runs it on the instructor's machine, once per host; what it is given is in gate.ts. The host may be hostile: whatever
# it does, every ssh ends in its time, and of what it prints little is kept. It runs on bash 3.2 and macOS too.
# shellcheck disable=SC2317 # a trap calls it
set -euo pipefail

say() { printf '%s: %s\n' "$LAB_NAME" "$*" >&2; }

# fail MESSAGE NEXT: the last lines that are the gate's own.
fail() {
  say "$1"
  say "next: $2"
  exit 1
}
look="Look at it: npx lab logs $LAB_NAME; then npx lab up tries again"

# KB that one ssh may write: an installation prints a few hundred.
max_kb=4096
# Seconds between two lines that say what is waited for.
notice=${LAB_NOTICE:-30}

work=$(mktemp -d "${TMPDIR:-/tmp}/lab-gate.XXXXXX")
child='' watchdog=''
end() {
  [ -z "$watchdog" ] || kill -KILL "$watchdog" 2>/dev/null || true
  [ -z "$child" ] || kill "$child" 2>/dev/null || true
  rm -rf "$work"
}
trap end EXIT
trap 'exit 130' HUP INT TERM

options=(-F "$LAB_SSH_CONFIG" -p "$LAB_PORT")
[ -z "$LAB_HOST_KEY_ALIAS" ] || options+=(-o "HostKeyAlias=$LAB_HOST_KEY_ALIAS")
# EC2 shows the keys of a new host on its console: who reads them there pins them, and says so
if [ -n "$LAB_FIRST_CONTACT" ] && [ "${LAB_HOST_KEYS:-}" != pinned ]; then
  options+=(-o "StrictHostKeyChecking=$LAB_FIRST_CONTACT")
fi

# watch PID SECONDS WHAT: ends an ssh that takes longer, or whose gate was killed, and says what is waited for.
watch() {
  local started=$SECONDS next=$notice pause=0.1
  while kill -0 "$1" 2>/dev/null; do
    if ! kill -0 $$ 2>/dev/null; then
      rm -rf "$work"
      break
    fi
    if [ $((SECONDS - started)) -ge "$2" ]; then
      : >"$work/late"
      break
    fi
    if [ $((SECONDS - started)) -ge "$next" ]; then
      say "waiting for $3 ($((SECONDS - started)) s)"
      next=$((next + notice))
    fi
    sleep "$pause" >/dev/null 2>&1
    [ $((SECONDS - started)) -lt 3 ] || pause=1
  done
  kill "$1" 2>/dev/null || return 0
  sleep 2 >/dev/null 2>&1
  kill -KILL "$1" 2>/dev/null || true
}

# host SECONDS WHAT INPUT WORD…: runs ssh with a file as its input. Its status is ssh's, 124 when it took longer, 125 when it printed
# too much; what it printed is in $work/output.
host() {
  local seconds=$1 what=$2 input=$3 status=0
  shift 3
  [ "$seconds" -lt $((LAB_GATE_TIMEOUT - SECONDS)) ] || seconds=$((LAB_GATE_TIMEOUT - SECONDS))
  [ "$seconds" -gt 0 ] || fail "not ready after $LAB_GATE_TIMEOUT s; waiting for $what" "$look"
  rm -f "$work/late"
  (
    ulimit -f "$max_kb" # a write beyond it ends ssh
    exec ssh "${options[@]}" "$@" <"$input" >"$work/output" 2>&1
  ) &
  child=$!
  watch "$child" "$seconds" "$what" &
  watchdog=$!
  # bash itself says what a signal ended
  wait "$child" 2>/dev/null || status=$?
  child=''
  # not TERM: a shell that has just been forked still has this one's traps
  kill -KILL "$watchdog" 2>/dev/null || true
  wait "$watchdog" 2>/dev/null || true
  watchdog=''
  if [ -e "$work/late" ]; then return 124; fi
  if [ "$(wc -c <"$work/output")" -ge $((max_kb * 1024)) ]; then return 125; fi
  return "$status"
}

# Not the shared connection: one from before the installation would lack the docker group.
alone=(-o ControlMaster=no -o ControlPath=none "$LAB_LOGIN")

# The last lines that a host printed: without what moves a cursor or is not seen, and not wider than a page.
last_lines() {
  tail -c 8000 "$work/output" | LC_ALL=C tr -cd '\t\n\040-\176\200-\377' |
    LC_ALL=C sed -e $'s/\xc2[\x80-\x9f]//g' -e $'s/\xe2\x80[\x8b-\x8f\xa8-\xae]//g' -e $'s/\xe2\x81[\xa0-\xaf]//g' |
    LC_ALL=C cut -c 1-300 | tail -n "$1"
}

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

# run SECONDS WHAT SCRIPT COMMAND: runs a command on the host with a script as its input; only a failure shows what it printed.
run() {
  local status=0
  host "$1" "$2" "$3" "${alone[@]}" "$4" || status=$?
  [ "$status" != 0 ] || return 0
  last_lines 20 | sed "s/^/$LAB_NAME: | /" >&2
  case $status in
  124) say "no end of $2 within $1 s" ;;
  125) say "the host printed more than $max_kb KB" ;;
  esac
  return 1
}

ready() { run 1500 "the Engine" "$LAB_READINESS_SCRIPT" 'bash -s'; }

# A student who cannot log in is no reason to keep the lab from them.
pass() {
  run 300 "the student's login" "$LAB_KEYS_SCRIPT" 'sh -s' ||
    say "not all that lets the student log in is on $LAB_LOGIN"
  say "ready"
  exit
}

install() {
  host 60 "sudo" /dev/null "${alone[@]}" 'sudo -n true' ||
    fail "sudo on $LAB_LOGIN asks for a password" "Give that user sudo without a password there; then npx lab up tries again"
  say "installing"
  run 1830 "the installation" "$LAB_INSTALL_SCRIPT" 'sudo -n timeout 1800 bash -s' ||
    fail "the installation on $LAB_LOGIN failed; the lines above are the host's own" "$look"
  host 10 "the shared connection" /dev/null -O exit "$LAB_LOGIN" || true
}

# Seconds that a host which answers may take until its keys are pinned: its console shows them as it begins to install itself.
keys_timeout=${LAB_KEYS_TIMEOUT:-150}
unproven=''
refused=''
# cloud-init puts the key there before sshd starts: a new instance that refuses it for long will do so for ever, and has no timer
look_refused() {
  [ -n "$refused" ] || refused=$SECONDS
  if [ -z "${LAB_REFUSAL_TIMEOUT:-}" ] || [ $((SECONDS - refused)) -lt "$LAB_REFUSAL_TIMEOUT" ]; then return; fi
  fail "the user data never ran: its sshd does not take the class's key for ${LAB_LOGIN%@*} (an image without cloud-init, or of another system); nothing on it ends it" \
    "Set another target.aws.ami in lab.yaml; npx lab up asks whether to end it, npx lab down does"
}

while :; do
  status=0
  host 30 "ssh" /dev/null "${alone[@]}" true || status=$?
  [ "$status" != 0 ] || break
  answer=$(last_lines 20)
  [ "$status" != 124 ] || answer="no answer within 30 s"
  case $answer in
  *"IDENTIFICATION HAS CHANGED"*)
    fail "the host key of $LAB_LOGIN is not that of its first contact" \
      "If the machine was reinstalled: ssh-keygen -f '${LAB_SSH_CONFIG%/*}/known_hosts' -R '$(known_as)' (else somebody may be in between)"
    ;;
  *"Permission denied"*) look_refused ;;
  *"host key is known for"*)
    answer="its host keys are not known yet: EC2 has not shown them on its console"
    # nothing is run and nothing is pinned: only whether it would take the key
    [ -z "${LAB_REFUSAL_TIMEOUT:-}" ] ||
      host 30 "ssh" /dev/null -o UserKnownHostsFile=/dev/null -o StrictHostKeyChecking=no "${alone[@]}" true || true
    case $(last_lines 20) in *"Permission denied"*) look_refused ;; esac
    [ -n "$unproven" ] || unproven=$SECONDS
    [ $((SECONDS - unproven)) -lt "$keys_timeout" ] ||
      fail "ssh to $LAB_LOGIN answers, and its host keys are not known: EC2 has not shown them on its console for $keys_timeout s"
    ;;
  esac
  [ "$SECONDS" -lt "$LAB_SSH_TIMEOUT" ] ||
    fail "ssh to $LAB_LOGIN port $LAB_PORT does not answer after $LAB_SSH_TIMEOUT s: ${answer##*$'\n'} ($LAB_HINT)" \
      "Try it by hand: npx lab ssh $LAB_NAME; then npx lab up tries again"
  sleep 3
done

case $LAB_INSTALL in
always) install ;;
# a new instance installs itself at boot, and is helped only where that failed
unless-ready)
  # in a login of its own: the user is not in the docker group yet
  host 1230 "cloud-init" /dev/null "${alone[@]}" 'timeout 1200 cloud-init status --wait' || true
  if ready; then pass; fi
  install
  ;;
esac
ready || fail "$LAB_LOGIN is not ready; the lines above are the host's own" "$look"
pass
