#!/usr/bin/env bash
# How a script of Terraform's on the instructor's machine runs commands on a host over SSH. The host may be hostile: whatever
# it does, every ssh ends in its time, and of what it prints little is kept. It runs on bash 3.2 and macOS too.
# shellcheck disable=SC2317,SC2329 # whoever sources it calls them, and a trap
say() { printf '%s: %s\n' "$LAB_NAME" "$*" >&2; }

# What the last command on the host gave as its reason, where it gave one.
reason=''
tab=$'\t'

# fail CODE MESSAGE NEXT: two lines for a person, and one that gate-lines.ts reads, with the codes that it knows.
fail() {
  local message=${reason:-$2}
  say "$2"
  say "next: $3"
  say "failure$tab$1$tab${message//$tab/ }$tab${3//$tab/ }"
  exit 1
}
look="Look at it: npx lab logs $LAB_NAME; then npx lab up tries again"

# Where what an installation printed is kept until one succeeds: nothing on the host has it.
install_log=${LAB_SSH_CONFIG%/*}/logs/$LAB_NAME.log
keep_log() { (umask 077 && mkdir -p "${install_log%/*}" && printable <"$work/output" >"$install_log") 2>/dev/null || true; }

# KB that one ssh may write: an installation prints a few hundred.
max_kb=4096
# Seconds between two lines that say what is waited for.
notice=${LAB_NOTICE:-30}
# Seconds between two looks at what a host is at.
look_after=${LAB_LOOK:-5}

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

# watch PID SECONDS WHAT: ends an ssh that takes longer, or whose gate was killed. It says what is waited for and how long already, also
# as soon as the host is at another step.
watch() {
  local started=$SECONDS next=$notice look=$look_after pause=0.1 waited step='' now
  while kill -0 "$1" 2>/dev/null; do
    waited=$((SECONDS - started))
    if ! kill -0 $$ 2>/dev/null; then
      rm -rf "$work"
      break
    fi
    if [ "$waited" -ge "$2" ]; then
      : >"$work/late"
      break
    fi
    if [ "$waited" -ge "$look" ]; then
      look=$((waited + look_after))
      now=$(host_step)
      if [ -n "$now" ] && [ "$now" != "$step" ]; then
        step=$now
        next=$waited
      fi
    fi
    if [ "$waited" -ge "$next" ]; then
      say "waiting for $3 ($waited s)${step:+: $step}"
      next=$((waited + notice))
    fi
    sleep "$pause" >/dev/null 2>&1
    [ "$waited" -lt 3 ] || pause=1
  done
  kill "$1" 2>/dev/null || return 0
  sleep 2 >/dev/null 2>&1
  kill -KILL "$1" 2>/dev/null || true
}

# The step that a host is at: the last line `== STEP` of those that it has printed so far.
host_step() { sed -n 's/^== //p' "$work/output" 2>/dev/null | tail -n 1 | printable | cut -c 1-100; }

# host SECONDS WHAT INPUT WORD…: runs ssh with a file as its input. Its status is ssh's, 124 when it took longer, 125 when it printed
# too much; what it printed is in $work/output.
host() {
  local seconds=$1 what=$2 input=$3 status=0
  reason=''
  shift 3
  [ "$seconds" -lt $((LAB_GATE_TIMEOUT - SECONDS)) ] || seconds=$((LAB_GATE_TIMEOUT - SECONDS))
  [ "$seconds" -gt 0 ] || fail timed-out "not ready after $LAB_GATE_TIMEOUT s; waiting for $what" "$look"
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
last_lines() { tail -c 8000 "$work/output" | printable | tail -n "$1"; }

printable() {
  LC_ALL=C tr -cd '\t\n\040-\176\200-\377' |
    LC_ALL=C sed -e $'s/\xc2[\x80-\x9f]//g' -e $'s/\xe2\x80[\x8b-\x8f\xa8-\xae]//g' -e $'s/\xe2\x81[\xa0-\xaf]//g' |
    LC_ALL=C cut -c 1-300
}

# run SECONDS WHAT SCRIPT COMMAND: runs a command on the host with a script as its input; only a failure shows what it printed.
run() {
  local status=0
  host "$1" "$2" "$3" "${alone[@]}" "$4" || status=$?
  [ "$status" != 0 ] || return 0
  last_lines 20 | sed "s/^/$LAB_NAME: | /" >&2
  reason=$(last_lines 20 | sed -n 's/^lab: //p' | tail -n 1)
  case $status in
  124) say "no end of $2 within $1 s" ;;
  125) say "the host printed more than $max_kb KB" ;;
  esac
  return 1
}
