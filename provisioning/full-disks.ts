// Which disks of a host are full: its containers run on, and its student can write nothing any more.
import { labsPath, labsWord } from "./labs-folder";

/** Folders that a lab writes to, by what the script calls them. */
const folders = new Map([
  ["labs", labsPath],
  ["docker", "/var/lib/docker"],
  ["tmp", "/tmp"],
]);

/** A disk counts as full with as little space as this, if it is used this far. */
const full = { freeMb: 100, usedPercent: 95 };

/**
 * POSIX sh for the host's user. It prints `full NAME FREE_MB` for each full disk, with the name of the first folder that is on it; also for one
 * that takes no more files although it has space.
 */
export const fullDisksScript = `look() {
  [ ! -d "$2" ] || { df -Pm "$2"; df -Pi "$2"; } 2>/dev/null | awk -v folder="$1" '
    $5 !~ /^[0-9]+%$/ { next }
    ++lines == 1 { disk = $1; free = $4; used = $5 + 0 }
    lines == 2 { none = ($2 > 0 && $4 == 0) }
    END { if (lines > 0 && (none || free == 0 || (free <= ${full.freeMb} && used >= ${full.usedPercent}))) print disk, folder, free }'
}
{
  look labs ${labsWord()}
  look docker /var/lib/docker
  look tmp /tmp
} | awk '!seen[$1]++ { print "full", $2, $3 }'
`;

export interface FullDisk {
  /** A folder on it, such as `~/labs`. */
  readonly folder: string;
  /** MB. */
  readonly free: number;
}

/** Reads what the script printed; a line that it would not print is nothing. */
export function readFullDisks(stdout: string): FullDisk[] {
  return stdout.split("\n").flatMap((line): FullDisk[] => {
    const [, name = "", free] = /^full (\w{1,10}) (\d{1,6})$/.exec(line) ?? [];
    const folder = folders.get(name);
    return folder === undefined ? [] : [{ folder, free: Number(free) }];
  });
}
