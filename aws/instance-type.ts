// What an instance type is, and in which zones of its region EC2 offers it.
import {
  type _InstanceType,
  type ArchitectureType,
  DescribeInstanceTypesCommand,
  paginateDescribeInstanceTypeOfferings,
} from "@aws-sdk/client-ec2";
import { FailedError } from "../definition/errors";
import { t } from "../language/translate";
import { all, ec2Client } from "./clients";
import { ask } from "./errors";

export interface InstanceTypeFacts {
  readonly vcpus: number;
  readonly memoryMb: number;
  readonly architectures: readonly ArchitectureType[];
}

/** @throws FailedError where EC2 does not know the type. */
export async function instanceTypeFacts(region: string, type: string): Promise<InstanceTypeFacts> {
  const { InstanceTypes } = await ask(t`Instance type ${type} in ${region}`, () =>
    ec2Client(region).send(new DescribeInstanceTypesCommand({ InstanceTypes: [type as _InstanceType] })),
  );
  const facts = InstanceTypes?.[0];
  if (!facts) throw new FailedError(t`Instance type ${type} is not known in ${region}`, t`Choose another target.aws.instanceType`);
  return {
    vcpus: facts.VCpuInfo?.DefaultVCpus ?? 0,
    memoryMb: facts.MemoryInfo?.SizeInMiB ?? 0,
    architectures: facts.ProcessorInfo?.SupportedArchitectures ?? [],
  };
}

/** Names of the zones that offer the type, in order; none where the region does not. */
export async function offeringZones(region: string, type: string): Promise<string[]> {
  const pages = paginateDescribeInstanceTypeOfferings(
    { client: ec2Client(region) },
    { LocationType: "availability-zone", Filters: [{ Name: "instance-type", Values: [type] }] },
  );
  const offerings = await ask(t`Zones that offer ${type} in ${region}`, () => all(pages, (page) => page.InstanceTypeOfferings));
  return offerings.flatMap(({ Location }) => (Location === undefined ? [] : [Location])).sort();
}
