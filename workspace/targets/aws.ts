// Target aws as it is recorded: the region.
import { z } from "zod";
import { ec2HostType } from "../../definition/names";
import { t } from "../../language/translate";
import type { StateResource } from "../state-resources";
import type { MadeHost, RecordedKind } from "./recorded-kind";

const schema = z.object({ kind: z.literal("aws"), region: z.string() });

function madeHosts(resources: readonly StateResource[]): MadeHost[] {
  return resources.flatMap(({ type, id, attributes }) => {
    const [, region] = /^arn:[^:]*:ec2:([a-z0-9-]+):/.exec(String(attributes["arn"])) ?? [];
    return type !== ec2HostType || region === undefined || id === "" ? [] : [{ id, region }];
  });
}

export const aws: RecordedKind<z.output<typeof schema>> = {
  schema,
  place: ({ region }) => `EC2 in ${region}`,
  name: ({ region }) => t`EC2 in ${region}`,
  madeHosts,
  recover: (_, { resources = [] }) => {
    const [host] = madeHosts(resources);
    return host && { target: { kind: "aws", region: host.region } };
  },
};
