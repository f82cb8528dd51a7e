// Prices of the usual types in the main regions, for when AWS's price list cannot be reached.
import table from "./price-table.json";

/** Size in units of `large`: within a family AWS prices by size (t3.small is a quarter of t3.large). */
const sizes: ReadonlyMap<string, number> = new Map([
  ["nano", 1 / 16],
  ["micro", 1 / 8],
  ["small", 1 / 4],
  ["medium", 1 / 2],
  ["large", 1],
  ["xlarge", 2],
  ["2xlarge", 4],
  ["4xlarge", 8],
]);

interface Region {
  readonly gp3GbMonth: number;
  readonly large: Readonly<Record<string, number>>;
}

const regions: ReadonlyMap<string, Region> = new Map(Object.entries(table.regions));

/** Month of the table: Linux, on demand, US dollars without tax. */
export const tableDate = table.asOf;

/** US dollars an hour, on demand; undefined for a type or region that the table does not have. */
export function tablePrice(region: string, instanceType: string): number | undefined {
  const [family = "", size = ""] = instanceType.split(".");
  const large = new Map(Object.entries(regions.get(region)?.large ?? {})).get(family);
  const factor = sizes.get(size);
  return large === undefined || factor === undefined ? undefined : large * factor;
}

/** US dollars for a GB of gp3 a month; undefined for a region that the table does not have. */
export function tableGp3Price(region: string): number | undefined {
  return regions.get(region)?.gp3GbMonth;
}
