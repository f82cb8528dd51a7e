// Names of hosts that are no student's until one fails.

/** `spare-1` to `spare-N`. */
export function sparesOf(count: number): string[] {
  return Array.from({ length: count }, (_, at) => `spare-${at + 1}`);
}
