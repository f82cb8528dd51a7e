// What a class has cost: the hours of each of its hosts, also of those that EC2 has forgotten.
import type { ClassDefinition } from "../definition/class-definition";
import type { Workspace } from "../workspace/workspace";
import type { ClassInstance } from "./instances";
import type { HostPrice } from "./prices";

/** Hosts of the class so far: EC2 lists one for an hour after its end only. */
const file = "hosts-seen.json";
const hour = 3_600_000;
/** AWS bills by the second, and at least this many hours. */
const leastHours = 1 / 60;

/** A host of the class. Moments are ISO 8601. */
export interface SeenHost {
  readonly id: string;
  readonly host: string;
  readonly spot: boolean;
  readonly launched: string;
  /** Absent while it is up. */
  readonly ended?: string;
  /** Whether nobody saw it end: `ended` is the latest moment that it can have been. */
  readonly endUnseen?: true;
}

/** Notes what EC2 lists of a class and returns every host it ever had. Whoever asks EC2 for a class's instances calls it. */
export function noteHosts(
  definition: ClassDefinition,
  workspace: Workspace,
  instances: readonly ClassInstance[],
  now = new Date(),
): readonly SeenHost[] {
  const listed = new Map(instances.map((instance) => [instance.id, instance]));
  const before = JSON.parse(workspace.read(file) ?? "[]") as SeenHost[];
  const known = new Set(before.map(({ id }) => id));
  const hosts = [
    ...before.map((seen): SeenHost => {
      if (seen.ended !== undefined) return seen;
      const instance = listed.get(seen.id);
      return instance ? note(instance, now) : { ...seen, ended: latestEnd(definition, seen, now).toISOString(), endUnseen: true };
    }),
    ...instances.filter(({ id }) => !known.has(id)).map((instance) => note(instance, now)),
  ];
  workspace.write(file, `${JSON.stringify(hosts, null, 2)}\n`);
  return hosts;
}

function note({ id, host, spot, launched, state, ended }: ClassInstance, now: Date): SeenHost {
  const end = ended ?? (state === "terminated" ? now : undefined);
  return { id, host, spot, launched: launched.toISOString(), ...(end && { ended: end.toISOString() }) };
}

function latestEnd({ end }: ClassDefinition, { launched }: SeenHost, now: Date): Date {
  if (end === undefined) return now;
  const planned = "ends" in end ? end.ends.getTime() : Date.parse(launched) + end.lifetimeHours * hour;
  return new Date(Math.min(now.getTime(), Math.max(planned, Date.parse(launched))));
}

export interface ClassCost {
  /** Estimate without tax and traffic, at the prices of today; undefined where they are not known. */
  readonly usd?: number;
  readonly hosts: number;
  /** Hours of all hosts together. */
  readonly hostHours: number;
  /** Names of hosts that count for longer than they may have lived. */
  readonly endsUnseen: readonly string[];
}

/** The cost of hosts up to `now`. */
export function classCost(hosts: readonly SeenHost[], price: HostPrice, now = new Date()): ClassCost {
  const parts = hosts.map((host) => {
    const hours = Math.max(
      leastHours,
      ((host.ended === undefined ? now.getTime() : Date.parse(host.ended)) - Date.parse(host.launched)) / hour,
    );
    return { hours, usd: hours * (hourlyPrice(price, host.spot) ?? Number.NaN) };
  });
  const usd = parts.reduce((sum, part) => sum + part.usd, 0);
  return {
    ...(!Number.isNaN(usd) && { usd }),
    hosts: hosts.length,
    hostHours: parts.reduce((sum, { hours }) => sum + hours, 0),
    endsUnseen: hosts.filter(({ endUnseen }) => endUnseen).map(({ host }) => host),
  };
}

/** US dollars an hour for a host with its volume and address; undefined where its price is not known. */
export function hourlyPrice({ onDemand, spot: spotPrice, volume, address }: HostPrice, spot: boolean): number | undefined {
  // where the spot price is not known, the on-demand one is its upper bound
  const instance = spot ? (spotPrice ?? onDemand) : onDemand;
  return instance === undefined ? undefined : instance + volume + address;
}
