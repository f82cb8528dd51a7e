// Names of spare hosts, which belong to no student until a host fails.

/** `spare-1` to `spare-N`. */
export function sparesOf(count: number): string[] {
  return Array.from({ length: count }, (_, at) => `spare-${at + 1}`);
}
