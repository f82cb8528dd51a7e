// The regions an account can use, for looking into each of them.
import { DescribeRegionsCommand } from "@aws-sdk/client-ec2";
import { ec2Client } from "./clients";
import { ask } from "./errors";

/** Names of the enabled regions, in order. Asked of `region`, which any enabled one can answer. */
export async function enabledRegions(region: string): Promise<string[]> {
  const { Regions } = await ask("Regions of the account", () => ec2Client(region).send(new DescribeRegionsCommand({})));
  return (Regions ?? []).flatMap(({ RegionName }) => (RegionName === undefined ? [] : [RegionName])).sort();
}
