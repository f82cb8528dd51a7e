// Which ports of a class's hosts are opened: SSH, the scenarios', the course's own, and what `-p 80` picks.
import type { ScenarioUse } from "./scenario";
import { openPorts } from "./pins";

export interface PortRange {
  readonly first: number;
  readonly last: number;
  readonly protocol: "tcp" | "udp";
  /** Why it is open, for the rule's description. */
  readonly what: string;
}

/**
 * Ranges in ascending order, those of UDP after those of TCP; adjacent ones are merged, because EC2 limits the number of rules. A scenario that is only `ready` needs its ports too.
 * @param options.pages Whether the port of pages that come through a host is open as well.
 */
export function labPorts(scenarios: readonly ScenarioUse[], { pages }: { readonly pages: boolean }): PortRange[] {
  const [firstExercise, lastExercise] = openPorts.exercises;
  const [firstEphemeral, lastEphemeral] = openPorts.ephemeral;
  const ranges: PortRange[] = [
    { first: 22, last: 22, protocol: "tcp", what: "SSH" },
    { first: firstExercise, last: lastExercise, protocol: "tcp", what: "exercises" },
    { first: firstEphemeral, last: lastEphemeral, protocol: "tcp", what: "published ports without a number" },
    ...(pages ? [{ first: openPorts.pages, last: openPorts.pages, protocol: "tcp" as const, what: "pages of lab serve" }] : []),
    ...scenarios.flatMap(({ spec, options }) =>
      spec
        .uses(options)
        .hostPorts.map(({ port, protocol }): PortRange => ({ first: port, last: port, protocol: protocol ?? "tcp", what: spec.name })),
    ),
  ];
  const joined: PortRange[] = [];
  const tcpFirst = (one: PortRange) => (one.protocol === "tcp" ? 0 : 1);
  for (const range of ranges.sort((a, b) => tcpFirst(a) - tcpFirst(b) || a.first - b.first)) {
    const before = joined.at(-1);
    if (!before || before.protocol !== range.protocol || range.first > before.last + 1) joined.push(range);
    else joined[joined.length - 1] = join(before, range);
  }
  return joined;
}

function join(left: PortRange, right: PortRange): PortRange {
  const reasons = new Set([...left.what.split(", "), right.what]);
  return { ...left, last: Math.max(left.last, right.last), what: [...reasons].join(", ") };
}
