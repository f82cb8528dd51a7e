#!/usr/bin/env bash
# Brings exercise files and lab-check to a host that passed its gate: the parts that it does not have as they are now.
# Terraform runs it on the instructor's machine, once per host; what it is given is in gate.ts.
set -euo pipefail
# shellcheck source=stacks/hosts/over-ssh.sh
. "${BASH_SOURCE[0]%/*}/over-ssh.sh"

max_kept=20
undelivered() {
  fail files-not-delivered "the exercise files did not all reach $LAB_LOGIN; the lines above are the host's own" "$look"
}

run 60 "the host's answer" "$LAB_DELIVERY/ask.sh" 'sh -s' || undelivered
parts=''
while read -r line; do
  grep -qxF -- "$line" "$work/output" || parts="$parts ${line#* }"
done <"$LAB_DELIVERY/list"
if [ -z "$parts" ]; then
  say "has its exercise files"
  exit
fi
{
  cat "$LAB_DELIVERY/begin.sh"
  for part in $parts; do cat "$LAB_DELIVERY/$part.sh"; done
  cat "$LAB_DELIVERY/end.sh"
} >"$work/script"
say "bringing$parts"
# as a file: bash reads a pipe byte by byte
# shellcheck disable=SC2016 # the host expands it
run 900 "the exercise files" "$work/script" \
  'sudo -n timeout 870 bash -c '\''script=$(mktemp) && trap "rm -f $script" EXIT && cat >"$script" && bash "$script"'\' || undelivered
kept() { sed -n "s/^$LAB_KEPT_MARK//p" "$work/output" | printable; }
kept | sed -n "1,${max_kept}s/^/$LAB_NAME: kept: /p" >&2
count=$(kept | wc -l)
[ "$count" -le "$max_kept" ] || say "kept: and $((count - max_kept)) more"
