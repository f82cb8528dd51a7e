// The regions that an account may use.
import { DescribeRegionsCommand } from "@aws-sdk/client-ec2";
import { t } from "../language/translate";
import { ec2Client } from "./clients";
import { ask } from "./errors";

/** A region that can be asked which regions there are, where lab.yaml names none: the SDK's own setting, else AWS's first. */
export function anyRegion(): string {
  return process.env["AWS_REGION"] ?? process.env["AWS_DEFAULT_REGION"] ?? "us-east-1";
}

/** Names of the regions that are enabled in the account, in order. */
export async function enabledRegions(region: string): Promise<string[]> {
  const { Regions } = await ask(t`Regions of the account, asked of ${region}`, () =>
    ec2Client(region).send(new DescribeRegionsCommand({})),
  );
  return (Regions ?? []).flatMap(({ RegionName }) => (RegionName === undefined ? [] : [RegionName])).sort();
}
