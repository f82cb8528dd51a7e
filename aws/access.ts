// Who may reach the hosts of a class right now.
import { DescribeSecurityGroupsCommand } from "@aws-sdk/client-ec2";
import { awsName } from "../definition/names";
import { t } from "../language/translate";
import { ec2Client } from "./clients";
import { ask } from "./errors";
import { classFilter } from "./instances";

/** CIDR blocks that the class's security group allows. */
export async function openedTo(region: string, className: string): Promise<string[]> {
  const Filters = [classFilter(className), { Name: "group-name", Values: [awsName(className)] }];
  const { SecurityGroups = [] } = await ask(t`Access to the hosts of ${className}`, () =>
    ec2Client(region).send(new DescribeSecurityGroupsCommand({ Filters })),
  );
  const rules = SecurityGroups.flatMap(({ IpPermissions = [] }) => IpPermissions);
  const blocks = rules.flatMap(({ IpRanges = [], Ipv6Ranges = [] }) => [
    ...IpRanges.flatMap(({ CidrIp }) => CidrIp ?? []),
    ...Ipv6Ranges.flatMap(({ CidrIpv6 }) => CidrIpv6 ?? []),
  ]);
  return [...new Set(blocks)].sort();
}
