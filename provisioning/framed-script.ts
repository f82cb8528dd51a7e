// The one way to run a script on a host: what it prints is between two marks, and the last mark carries its exit status.

/** What a framed script printed, as far as it got. */
export interface Frame {
  /** Whether the script began: what a login shell prints comes before that, and is not part of the answer. */
  readonly began: boolean;
  readonly stdout: string;
  readonly stderr: string;
  /** Exit status. @default the script did not reach its end */
  readonly status?: number;
}

/**
 * A script for `sh -s` on standard input. It is read as a whole before any of it runs, its commands have no input, and it runs in a
 * shell of its own, so that an `exit` ends the script and not the frame. The marker is random and made for this one run.
 */
export function framedScript(script: string, marker: string): string {
  return [
    `printf '%s begin\\n' ${marker}; printf '%s begin\\n' ${marker} >&2`,
    "(",
    script,
    ") </dev/null",
    `printf '\\n%s end %s\\n' ${marker} "$?"`,
    "",
  ].join("\n");
}

/** Reads what a framed script printed; the rest of both streams is the host's own noise. */
export function readFrame(stdout: string, stderr: string, marker: string): Frame {
  const begin = `${marker} begin\n`;
  const start = stdout.indexOf(begin);
  if (start < 0) return { began: false, stdout: "", stderr };
  const inside = stdout.slice(start + begin.length);
  const errorStart = stderr.indexOf(begin);
  const own = errorStart < 0 ? stderr : stderr.slice(errorStart + begin.length);
  const end = new RegExp(`\\n${marker} end (\\d{1,3})\\n`).exec(inside);
  if (!end) return { began: true, stdout: inside, stderr: own };
  return { began: true, stdout: inside.slice(0, end.index), stderr: own, status: Number(end[1]) };
}
