// What a host costs an hour: the price list where it answers, the table where it does not, and it says which.
import type { AwsTarget } from "../../definition/class-definition";
import { tableDate, tablePrice } from "../../aws/price-table";
import { worstCredits } from "../../aws/cpu-credits";
import { hostPrice } from "../../aws/prices";
import { awsClass } from "../hosts/synth-hosts";
import { type Answer, endpoint, priceList, type Question, spotPrices } from "./endpoint";

const target = (keys = "") => awsClass(keys).target as AwsTarget;

let close = () => Promise.resolve();
const answering = async (answer: (question: Question) => Answer) => ({ close } = await endpoint(answer));
afterEach(() => close());

test("AWS's price list and the dearest zone's spot price", async () => {
  const asked: string[] = [];
  await answering(({ action, body }) => {
    if (action === "DescribeSpotPriceHistory") return spotPrices("0.0081", "0.0093");
    asked.push(body);
    return priceList(body.includes("gp3") ? "0.0912" : "0.0260000000");
  });
  expect(await hostPrice(target())).toEqual({
    onDemand: 0.026,
    spot: 0.0093,
    credits: 2 * 0.8 * 0.05,
    volume: (20 * 0.0912) / 730,
    address: 0.005,
    source: "AWS's price list",
  });
  const fields = asked.map((body) => {
    const { Filters } = JSON.parse(body) as { Filters: { Field: string; Value: string }[] };
    return Object.fromEntries(Filters.map(({ Field, Value }) => [Field, Value]));
  });
  expect(fields.find(({ instanceType }) => instanceType !== undefined)).toEqual({
    regionCode: "ap-northeast-2",
    instanceType: "t3.small",
    operatingSystem: "Linux",
    preInstalledSw: "NA",
    tenancy: "Shared",
    capacitystatus: "Used",
    marketoption: "OnDemand",
  });
});

test("the table, with the reason, where the price list is refused", async () => {
  const denied = { status: 400, body: JSON.stringify({ __type: "AccessDeniedException", message: "not authorized: pricing:GetProducts" }) };
  await answering(({ action }) => (action === "DescribeSpotPriceHistory" ? spotPrices() : denied));
  expect(await hostPrice(target())).toEqual({
    onDemand: 0.026,
    credits: 2 * 0.8 * 0.05,
    volume: (20 * 0.0912) / 730,
    address: 0.005,
    source: `the table of ${tableDate} (AWS's price list: not allowed (not authorized: pricing:GetProducts))`,
  });
});

test("the table where the price list does not know the type, and no price where neither does", async () => {
  await answering(({ action }) => (action === "DescribeSpotPriceHistory" ? spotPrices() : priceList(undefined)));
  expect(await hostPrice(target("instanceType: t3a.medium"))).toMatchObject({
    onDemand: 0.0468,
    source: `the table of ${tableDate} (AWS's price list has no t3a.medium in ap-northeast-2)`,
  });
  expect(await hostPrice(target("instanceType: u7i.large"))).not.toHaveProperty("onDemand");
});

test("the table's sizes are multiples of large", () => {
  expect(tablePrice("us-east-1", "t3.micro")).toBeCloseTo(0.0104, 6);
  expect(tablePrice("us-east-1", "t3.small")).toBeCloseTo(0.0208, 6);
  expect(tablePrice("us-east-1", "m5.xlarge")).toBeCloseTo(0.192, 6);
  expect(tablePrice("us-east-1", "t3.gigantic")).toBeUndefined();
  expect(tablePrice("mars-1", "t3.small")).toBeUndefined();
});

test.each([
  ["t3.small", "unlimited", 0.08],
  ["t3.2xlarge", "unlimited", 0.24],
  ["t4g.large", "unlimited", 0.056],
  ["t3.small", "standard", undefined],
  ["m5.large", "unlimited", undefined],
] as const)("CPU credits of %s in mode %s are at most %s USD an hour", (instanceType, credits, expected) => {
  const worst = worstCredits({ instanceType, credits });
  if (expected === undefined) expect(worst).toBeUndefined();
  else expect(worst).toBeCloseTo(expected);
});
