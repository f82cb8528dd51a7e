// A host that ends itself: a systemd timer, from first boot on, that powers it off at its end and warns beforehand.
import { InputError } from "../definition/errors";
import { formatOffset } from "../definition/moment";
import { t } from "../language/translate";
import { hostFolder } from "./host-folder";
import { hereDocument } from "./shell";

/** When a host ends: at a moment, or hours after the install script first ran, which on a new machine is its first boot. */
export type EndOfLife =
  | {
      readonly ends: Date;
      /** Minutes ahead of UTC, for the times in warnings. @default the host's own clock */
      readonly offset?: number;
    }
  | { readonly lifetimeHours: number };

const endFile = `${hostFolder}/end`;
const command = "/usr/local/sbin/lab-end";

// $warned holds the minutes of the last warning: a lifetime shorter than a warning is announced once, right away
const script = (end: EndOfLife) => `#!/bin/bash
# lab-end: powers this host off at the moment in ${endFile} (seconds since 1970), and warns beforehand.
#   lab-end show | extend SECONDS | tick (what its timer runs)
set -euo pipefail
${clock(end)}file=${endFile}
warned=/run/lab-end.warned
end=$(<"$file")
now=$(date +%s)
case $1 in
  show) ;;
  extend)
    end=$(((end > now ? end : now) + $2))
    echo "$end" >"$file.new"
    mv "$file.new" "$file"
    rm -f "$warned"
    wall "This host now ends at $(date -d "@$end" '+%F %H:%M %:z')."
    ;;
  tick)
    left=$(((end - now + 59) / 60))
    if ((end <= now)); then exec systemctl poweroff; fi
    for minutes in 1 5 15; do
      if ((left <= minutes)); then
        [ "$(cat "$warned" 2>/dev/null || echo 99)" -le "$minutes" ] ||
          wall "This host ends in $left min, at $(date -d "@$end" '+%H:%M %:z'). Save your work elsewhere."
        echo "$minutes" >"$warned"
        break
      fi
    done
    exit
    ;;
esac
date -u -d "@$end" +%FT%TZ`;

const service = `[Unit]
Description=End of this lab host
[Service]
Type=oneshot
ExecStart=${command} tick
# not two lines in the journal for every run
LogLevelMax=notice`;

const timer = `[Unit]
Description=End of this lab host
[Timer]
OnActiveSec=0
OnUnitActiveSec=15
AccuracySec=1
[Install]
WantedBy=timers.target`;

/**
 * The part of the install script that sets the end. It comes first, so that a host whose installation fails ends too,
 * and sets it once: afterwards only `extendScript` moves it.
 * @throws InputError for an end that is not a valid date or a lifetime that is not above 0.
 */
export function endOfLifeLines(end: EndOfLife): string {
  return `# The end of this host, set once: the timer powers it off, which ends an EC2 instance for good
[ -s ${endFile} ] || put ${endFile} 644 "${moment(end)}"
put ${command} 755 ${hereDocument(script(end))}
put /etc/systemd/system/lab-end.service 644 ${hereDocument(service)}
put /etc/systemd/system/lab-end.timer 644 ${hereDocument(timer)}
systemctl daemon-reload
systemctl enable -q --now lab-end.timer`;
}

/** Warnings use the UTC offset of lab.yaml; in POSIX the sign of a zone's offset is reversed. */
function clock(end: EndOfLife): string {
  if (!("ends" in end) || end.offset === undefined) return "";
  return `export TZ=LAB${formatOffset(-end.offset)}\n`;
}

function moment(end: EndOfLife): string {
  if ("ends" in end) {
    if (Number.isNaN(end.ends.getTime())) throw new InputError(t`the end of a host is not a date`);
    return String(Math.floor(end.ends.getTime() / 1000));
  }
  return `$(($(date +%s) + ${seconds(end.lifetimeHours)}))`;
}

function seconds(hours: number): number {
  if (!(hours > 0 && Number.isFinite(hours))) throw new InputError(t`${hours} hours: more than 0 are needed`);
  return Math.round(hours * 3600);
}

const needsAnEnd = `[ -x ${command} ] || { echo "lab: this host has no end" >&2; exit 1; }`;

/** Moves the end of a running host by some hours and prints the new one (UTC, ISO 8601). For the host's user, POSIX sh. */
export function extendScript(hours: number): string {
  return `${needsAnEnd}\nsudo -n ${command} extend ${seconds(hours)}\n`;
}

/** Prints when a host ends (UTC, ISO 8601); fails on one that has no end. For the host's user, POSIX sh. */
export function showEndScript(): string {
  return `${needsAnEnd}\n${command} show\n`;
}

/** The moment that one of these scripts printed; undefined for anything else. */
export function momentIn(stdout: string): Date | undefined {
  return /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ\n?$/.test(stdout) ? new Date(stdout.trim()) : undefined;
}
