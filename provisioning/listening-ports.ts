// The script that asks a host on which of its ports anything listens.

/** POSIX sh that prints an address with its port, a line each. */
export const listeningPortsScript = "ss -Htln 2>/dev/null | awk '{ print $4 }'";

/** The ports of these addresses; a line without one counts for nothing. */
export function readListeningPorts(stdout: string): ReadonlySet<number> {
  return new Set(stdout.split("\n").map((address) => Number(address.split(":").at(-1))));
}
