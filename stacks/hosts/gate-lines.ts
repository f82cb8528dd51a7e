// What gate.sh and deliver.sh print for lab to read: Terraform hands on nothing else of them than their lines.

/** Why a host is not ready, or has not all of its files: as the scripts name it to `fail`. */
export const gateFailures = [
  "engine-not-ready",
  "files-not-delivered",
  "host-key-changed",
  "host-keys-not-known",
  "installation-failed",
  "no-ssh",
  "sudo-asks-for-a-password",
  "timed-out",
  "user-data-never-ran",
] as const;

export type GateFailureCode = (typeof gateFailures)[number];

export interface GateFailure {
  readonly code: GateFailureCode;
  /** The reason that the host itself gave; the script's own words, where it gave none. */
  readonly message: string;
  readonly next: string;
}

/** The failure's own line, such as `kim: failure⇥no-ssh⇥ssh to … does not answer⇥Try it by hand`. No line of a host's begins like it. */
const failureLine = /^[\w-]+: failure\t([^\t]*)\t([^\t]*)\t([^\t]*)$/;

/** What a script failed of, by all that it printed; undefined where it was ended before it could say so. */
export function readGateFailure(output: string): GateFailure | undefined {
  const last = output.split("\n").filter(isFailureLine).at(-1) ?? "";
  const [, said, message = "", next = ""] = failureLine.exec(last) ?? [];
  const code = gateFailures.find((one) => one === said);
  return code && { code, message, next };
}

/** The last line of a gate's own, without the host's name; undefined where it printed none. */
export function lastGateLine(output: string): string | undefined {
  return [...output.matchAll(/(?:^|Output: )[\w-]+: (.+)$/gm)].at(-1)?.[1];
}

/** Whether a line is for lab alone: a person has read the same on the two before it. */
export function isFailureLine(line: string): boolean {
  return failureLine.test(line);
}

/** What a delivery left as its student had changed it, by a line such as `kim: kept: redis/app.py`; undefined of any other line. */
export function readKeptFile(line: string): { readonly host: string; readonly path: string } | undefined {
  const [, host, path] = /^([\w-]+): kept: (.+)$/.exec(line) ?? [];
  return host === undefined || path === undefined ? undefined : { host, path };
}
