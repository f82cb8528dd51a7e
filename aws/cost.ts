// What a class has cost: the hours of each of its hosts, including those that EC2 no longer lists.
import type { HostPrice } from "./prices";

const hour = 3_600_000;
/** AWS bills by the second, and at least this many hours. */
const minHours = 1 / 60;

/** A host that was billed. Moments are ISO 8601. */
export interface BilledHost {
  readonly host: string;
  readonly spot: boolean;
  readonly launched: string;
  /** @default it is up */
  readonly ended?: string | undefined;
  /** Whether `ended` is only the latest moment that it can have been. @default it ended then */
  readonly endUnseen?: true | undefined;
}

export interface ClassCost {
  /** Estimate without tax and traffic, at today's prices. @default a price is not known */
  readonly usd?: number;
  readonly hosts: number;
  /** Hours of all hosts together. */
  readonly hostHours: number;
  /** Names of hosts that may have ended earlier than is counted. */
  readonly endsUnseen: readonly string[];
}

/** The cost of hosts up to `now`. */
export function classCost(hosts: readonly BilledHost[], price: HostPrice, now = new Date()): ClassCost {
  const parts = hosts.map((host) => {
    const hours = Math.max(
      minHours,
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
