// What a host costs an hour: from AWS's price list and spot history, else from the table kept here.
import { type _InstanceType, DescribeSpotPriceHistoryCommand } from "@aws-sdk/client-ec2";
import { type Filter, GetProductsCommand, PricingClient } from "@aws-sdk/client-pricing";
import type { AwsTarget } from "../definition/class-definition";
import { t } from "../language/translate";
import { clientSettings, ec2Client } from "./clients";
import { worstCredits } from "./cpu-credits";
import { ask } from "./errors";
import { tableDate, tableGp3Price, tablePrice } from "./price-table";

/** US dollars an hour, without tax and without traffic (the first 100 GB a month that leave AWS are free). */
export interface HostPrice {
  /** One instance on demand. @default neither the price list nor the table knows it */
  readonly onDemand?: number;
  /** One spot instance, at the price of the currently dearest zone. @default it was not found */
  readonly spot?: number;
  /** CPU credits at worst, on top of either. @default none are billed, or they were not asked for */
  readonly credits?: number;
  /** Its root volume. */
  readonly volume: number;
  /** Its public address. */
  readonly address: number;
  /** Where the figures are from, in words. */
  readonly source: string;
}

/** A public IPv4 address in use, in every commercial region since February 2024. */
const publicAddress = 0.005;
/** AWS bills gp3 by 730 hours a month. */
const monthHours = 730;
/** The price list has three endpoints, each of which knows every region. */
const pricingRegion = "us-east-1";
/** A GB of gp3 a month where neither source knows the region: the dearest region's (sa-east-1). */
const dearestGp3 = 0.152;

/** What the price of a host depends on. @default `credits`: what they add at worst is left out */
export type PricedHost = Pick<AwsTarget, "region" | "instanceType" | "diskGb"> & Partial<Pick<AwsTarget, "credits">>;

export async function hostPrice(target: PricedHost): Promise<HostPrice> {
  const { region, instanceType, diskGb, credits: mode } = target;
  const credits = mode && worstCredits({ instanceType, credits: mode });
  const [list, spot] = await Promise.all([priceList(region, instanceType), spotPrice(region, instanceType)]);
  const onDemand = list.onDemand ?? tablePrice(region, instanceType);
  const gbMonth = list.gp3GbMonth ?? tableGp3Price(region) ?? dearestGp3;
  return {
    ...(onDemand !== undefined && { onDemand }),
    ...(spot !== undefined && { spot }),
    ...(credits !== undefined && { credits }),
    volume: (diskGb * gbMonth) / monthHours,
    address: publicAddress,
    source: list.failure === undefined ? t`AWS's price list` : t`the table of ${tableDate} (${list.failure})`,
  };
}

interface PriceList {
  /** @default the list does not have it */
  readonly onDemand?: number;
  /** @default the list does not have it */
  readonly gp3GbMonth?: number;
  /** Why there is no price from it. @default there is one */
  readonly failure?: string;
}

async function priceList(region: string, instanceType: string): Promise<PriceList> {
  const client = new PricingClient({ ...clientSettings(pricingRegion), maxAttempts: 2 });
  const price = async (fields: Readonly<Record<string, string>>): Promise<number | undefined> => {
    const Filters = Object.entries(fields).map(([Field, Value]): Filter => ({ Type: "TERM_MATCH", Field, Value }));
    const answer = await ask(t`AWS's price list`, () => client.send(new GetProductsCommand({ ServiceCode: "AmazonEC2", Filters })));
    const products = (answer.PriceList ?? []) as readonly string[];
    const amounts = products.map((product) => dollars(JSON.parse(product) as Product));
    return amounts.find((amount) => amount !== undefined);
  };
  try {
    const [onDemand, gp3GbMonth] = await Promise.all([
      price({
        regionCode: region,
        instanceType,
        operatingSystem: "Linux",
        preInstalledSw: "NA",
        tenancy: "Shared",
        capacitystatus: "Used",
        marketoption: "OnDemand",
      }),
      price({ regionCode: region, productFamily: "Storage", volumeApiName: "gp3" }),
    ]);
    if (onDemand === undefined) return { failure: t`AWS's price list has no ${instanceType} in ${region}` };
    return { onDemand, ...(gp3GbMonth !== undefined && { gp3GbMonth }) };
  } catch (error) {
    return { failure: (error as Error).message };
  }
}

interface Product {
  /** @default it is not sold */
  readonly terms?: {
    /** @default it is not sold on demand */
    readonly OnDemand?: Readonly<Record<string, { readonly priceDimensions: Readonly<Record<string, PriceDimension>> }>>;
  };
}

interface PriceDimension {
  readonly pricePerUnit: {
    /** @default it is priced in another currency */
    readonly USD?: string;
  };
}

/** The price of a product of the list: the first that costs anything (a free tier is listed beside it). */
function dollars(product: Product): number | undefined {
  return Object.values(product.terms?.OnDemand ?? {})
    .flatMap(({ priceDimensions }) => Object.values(priceDimensions))
    .map(({ pricePerUnit }) => Number(pricePerUnit.USD))
    .find((amount) => amount > 0);
}

async function spotPrice(region: string, instanceType: string): Promise<number | undefined> {
  try {
    const { SpotPriceHistory } = await ec2Client(region).send(
      new DescribeSpotPriceHistoryCommand({
        InstanceTypes: [instanceType as _InstanceType],
        ProductDescriptions: ["Linux/UNIX"],
        StartTime: new Date(),
      }),
    );
    const amounts = (SpotPriceHistory ?? []).map(({ SpotPrice }) => Number(SpotPrice)).filter((amount) => amount > 0);
    return amounts.length > 0 ? Math.max(...amounts) : undefined;
  } catch {
    // an estimate then lacks one figure; trouble in reaching AWS is reported by the requests that must succeed
    return undefined;
  }
}
