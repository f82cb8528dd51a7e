// A host that ends itself: a systemd timer, installed at first boot, that powers it off when its time is up.
import { hereDocument } from "./shell";

/** When a host ends: at a moment, or hours after its first boot. */
export type EndOfLife = { readonly ends: Date } | { readonly lifetimeHours: number };

/** File on the host with the moment it ends, in seconds since 1970. */
export const endFile = "/var/lib/lab/end";
const command = "/usr/local/sbin/lab-end";

// one warning per threshold that was passed: a lifetime shorter than both is announced once, at once
const script = `#!/bin/bash
# lab-end: powers this host off when its time is up, and says so before. lab-end show | extend SECONDS | tick
set -eu
file=${endFile}
say() { wall "$*" || :; }
case "\${1:-tick}" in
  show) ;;
  extend)
    end=$(cat "$file"); now=$(date +%s)
    echo $(( (end > now ? end : now) + $2 )) > "$file.new" && mv "$file.new" "$file"
    rm -f "$file".warned-*
    say "This host now ends at $(date -u -d "@$(cat "$file")" '+%F %H:%M') UTC."
    ;;
  tick)
    left=$(( $(cat "$file") - $(date +%s) ))
    if [ "$left" -le 0 ]; then
      say "This host ends now."
      exec systemctl poweroff
    fi
    for minutes in 5 15; do
      if [ "$left" -le $((minutes * 60)) ] && [ ! -e "$file.warned-$minutes" ]; then
        [ "$minutes" = 15 ] || touch "$file.warned-15"
        touch "$file.warned-$minutes"
        say "This host ends in $(( (left + 59) / 60 )) minutes. Save your work."
        break
      fi
    done
    exit
    ;;
esac
date -u -d "@$(cat "$file")" +%FT%TZ`;

const service = `[Unit]
Description=End of this lab host
[Service]
Type=oneshot
ExecStart=${command} tick`;

const timer = `[Unit]
Description=End of this lab host
[Timer]
OnBootSec=10
OnUnitActiveSec=15
AccuracySec=1
[Install]
WantedBy=timers.target`;

/** The lines of an install script that set the end. They come first, so that a host whose installation fails ends too. */
export function endOfLifeLines(end: EndOfLife): string[] {
  const moment =
    "ends" in end ? String(Math.floor(end.ends.getTime() / 1000)) : `$(( $(date +%s) + ${Math.round(end.lifetimeHours * 3600)} ))`;
  return [
    "# The end of this host: a timer that powers it off, which ends an EC2 instance for good",
    `cat > ${command} ${hereDocument(script)}`,
    `chmod 755 ${command}`,
    `cat > /etc/systemd/system/lab-end.service ${hereDocument(service)}`,
    `cat > /etc/systemd/system/lab-end.timer ${hereDocument(timer)}`,
    "# set once: lab extend moves it, a second run does not",
    `[ -e ${endFile} ] || echo "${moment}" > ${endFile}`,
    "systemctl daemon-reload",
    "systemctl enable -q --now lab-end.timer",
  ];
}

/** Moves the end of a running host by some hours and prints the new one (UTC, ISO 8601). */
export function extendScript(hours: number): string {
  return `sudo -n ${command} extend ${Math.round(hours * 3600)}\n`;
}

/** Prints when a host ends (UTC, ISO 8601); fails where it has no end. */
export function showEndScript(): string {
  return `${command} show\n`;
}
