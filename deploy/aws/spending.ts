// What a class on EC2 has cost so far: each of its hosts at the price of its own type and region.
import { classCost, hourlyPrice } from "../../aws/cost";
import type { ClassInstance } from "../../aws/instances";
import { hostPrice, type HostPrice } from "../../aws/prices";
import type { End } from "../../definition/class-definition";
import { awsDefaults } from "../../definition/targets/aws-defaults";
import { amount } from "../../language/counted";
import { t } from "../../language/translate";
import { noteHosts, type SeenHost } from "../../workspace/seen-hosts";
import type { Workspace } from "../../workspace/workspace";
import type { Spending } from "../targets/host-state";

export interface SpendingOptions {
  readonly workspace: Workspace;
  /** What EC2 lists of the class in the regions that were asked. */
  readonly listed: readonly ClassInstance[];
  readonly asked: readonly string[];
  /** The class's end by lab.yaml. @default it has none, or lab.yaml cannot be read */
  readonly end?: End;
  /** @default 20 */
  readonly diskGb?: number;
  /** Place and type of hosts that an earlier version noted without them. @default those of another host */
  readonly usual?: { readonly region: string; readonly instanceType: string };
}

export async function spending({ workspace, listed, asked, end, diskGb = awsDefaults.diskGb, usual }: SpendingOptions): Promise<Spending> {
  const now = new Date();
  const seen = noteHosts(workspace, end, listed, now, asked);
  const known = seen.find(({ region, type }) => region !== undefined && type !== undefined);
  const kindOf = (host: SeenHost) => ({
    region: host.region ?? usual?.region ?? known?.region ?? "us-east-1",
    instanceType: host.type ?? usual?.instanceType ?? known?.type ?? "",
  });
  const prices = new Map<string, HostPrice>();
  for (const kind of seen.map(kindOf)) {
    const key = JSON.stringify(kind);
    if (!prices.has(key)) prices.set(key, await hostPrice({ ...kind, diskGb }));
  }
  const priceOf = (host: SeenHost) => prices.get(JSON.stringify(kindOf(host)));
  const hosts = seen.map((host) => {
    const price = priceOf(host);
    const cost = classCost([host], price ?? { volume: 0, address: 0, source: "" }, now);
    return { ...host, hours: cost.hostHours, ...(cost.usd !== undefined && { usd: cost.usd }) };
  });
  const up = seen.filter(({ ended }) => ended === undefined);
  const usd = sum(hosts.map((host) => host.usd));
  const perHour = sum(
    up.map((host) => {
      const price = priceOf(host);
      return price && hourlyPrice(price, host.spot);
    }),
  );
  return {
    hosts,
    ...(usd !== undefined && { usd }),
    hostHours: hosts.reduce((all, { hours }) => all + hours, 0),
    ...(perHour !== undefined && { perHour }),
    endsUnseen: seen.filter(({ endUnseen }) => endUnseen).map(({ host }) => host),
    source: [...new Set([...prices.values()].map(({ source }) => source))].join(", "),
  };
}

function sum(amounts: readonly (number | undefined)[]): number | undefined {
  return amounts.some((amount) => amount === undefined) ? undefined : amounts.reduce<number>((all, amount) => all + (amount ?? 0), 0);
}

/** One sentence on what a class has cost. */
export function spentSentence({ hosts, hostHours, usd, source, endsUnseen }: Spending): string {
  const unseen = endsUnseen.length > 0 ? [t`At most: nobody saw ${endsUnseen.join(", ")} end.`] : [];
  const [ran, hours] = [amount(hosts.length, "host"), hostHours.toFixed(1)];
  const cost =
    usd === undefined
      ? t`${ran} ran ${hours} hours in all: its price is not known.`
      : t`${ran} ran ${hours} hours in all: about ${usd.toFixed(2)} USD without traffic, CPU credits and tax, by ${source}.`;
  return [cost, ...unseen].join(" ");
}
