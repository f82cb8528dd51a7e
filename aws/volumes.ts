// The volumes of a class's hosts.
import { paginateDescribeVolumes } from "@aws-sdk/client-ec2";
import { tags } from "../definition/pins";
import { t } from "../language/translate";
import { all, ec2Client } from "./clients";
import { ask } from "./errors";
import { classFilter } from "./instances";

/** GB of the volume of each host of a class, by the host's name. */
export async function volumeSizes(region: string, className: string): Promise<ReadonlyMap<string, number>> {
  const pages = paginateDescribeVolumes({ client: ec2Client(region) }, { Filters: [classFilter(className)] });
  const volumes = await ask(t`Volumes in ${region}`, () => all(pages, (page) => page.Volumes));
  return new Map(
    volumes.flatMap(({ Tags, Size }) => {
      const host = Tags?.find(({ Key }) => Key === tags.student)?.Value;
      return host === undefined || Size === undefined ? [] : [[host, Size] as const];
    }),
  );
}
