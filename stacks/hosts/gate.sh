#!/usr/bin/env bash
# Passes when a host can take its lab: ssh answers, the Engine is there (installed where it is not), and the readiness script is content.
# Terraform runs it on the instructor's machine, once per host; what it is given is in gate.ts.
set -euo pipefail

# shellcheck source=stacks/hosts/over-ssh.sh
. "${BASH_SOURCE[0]%/*}/over-ssh.sh"

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

ready() { run 1500 "the Engine" "$LAB_READINESS_SCRIPT" 'bash -s'; }

# A student who cannot log in still gets their lab.
pass() {
  run 300 "the student's login" "$LAB_KEYS_SCRIPT" 'sh -s' ||
    say "not all that lets the student log in is on $LAB_LOGIN"
  say "ready"
  exit
}

install() {
  host 60 "sudo" /dev/null "${alone[@]}" 'sudo -n true' ||
    fail sudo-asks-for-a-password "sudo on $LAB_LOGIN asks for a password" "Give that user sudo without a password there; then npx lab up tries again"
  say "installing"
  if ! run 1830 "the installation" "$LAB_INSTALL_SCRIPT" 'sudo -n timeout 1800 bash -s'; then
    keep_log
    fail installation-failed "the installation on $LAB_LOGIN failed; the lines above are the host's own" "$look"
  fi
  rm -f "$install_log"
  host 10 "the shared connection" /dev/null -O exit "$LAB_LOGIN" || true
}

# Seconds that a host which answers may take until its keys are pinned: its console shows them as it begins to install itself.
keys_timeout=${LAB_KEYS_TIMEOUT:-150}
unproven=''
refused=''
# Seconds between two tries, and when the next line says what is waited for.
pause=${LAB_PAUSE:-3}
next_notice=$notice
# cloud-init puts the key there before sshd starts: a new instance that refuses it for long will do so for ever, and has no timer
look_refused() {
  [ -n "$refused" ] || refused=$SECONDS
  if [ -z "${LAB_REFUSAL_TIMEOUT:-}" ] || [ $((SECONDS - refused)) -lt "$LAB_REFUSAL_TIMEOUT" ]; then return; fi
  fail user-data-never-ran "the user data never ran: its sshd does not take the class's key for ${LAB_LOGIN%@*} (an image without cloud-init, or of another system); nothing on it ends it" \
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
    fail host-key-changed "the host key of $LAB_LOGIN is not that of its first contact" \
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
      fail host-keys-not-known "ssh to $LAB_LOGIN answers, and its host keys are not known: EC2 has not shown them on its console for $keys_timeout s" \
        "Wait a minute; then npx lab up reads its console again"
    ;;
  esac
  [ "$SECONDS" -lt "$LAB_SSH_TIMEOUT" ] ||
    fail no-ssh "ssh to $LAB_LOGIN port $LAB_PORT does not answer after $LAB_SSH_TIMEOUT s: ${answer##*$'\n'} ($LAB_HINT)" \
      "Try it by hand: npx lab ssh $LAB_NAME; then npx lab up tries again"
  if [ "$SECONDS" -ge "$next_notice" ]; then
    say "waiting for ssh ($SECONDS s): ${answer##*$'\n'}"
    next_notice=$((SECONDS + notice))
  fi
  sleep "$pause"
done

case $LAB_INSTALL in
always) install ;;
# a new instance installs itself at boot, and is helped only where that failed
unless-ready)
  # in a login of its own: the user is not in the docker group yet
  # shellcheck disable=SC2016 # the host expands it
  host 1230 "cloud-init" /dev/null "${alone[@]}" \
    'tail -s 0.2 --pid=$$ -n +1 -F /var/log/cloud-init-output.log 2>/dev/null | grep --line-buffered "^== " & timeout 1200 cloud-init status --wait' || true
  if ready; then pass; fi
  install
  ;;
esac
ready || fail engine-not-ready "$LAB_LOGIN is not ready; the lines above are the host's own" "$look"
pass
