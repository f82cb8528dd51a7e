// The networks of a class as EC2 lists them by tag: what Terraform has to import when its state was lost.
import {
  type Filter,
  paginateDescribeInternetGateways,
  paginateDescribeRouteTables,
  paginateDescribeSecurityGroups,
  paginateDescribeSubnets,
  paginateDescribeVpcs,
} from "@aws-sdk/client-ec2";
import { awsName } from "../definition/names";
import { withoutUndefined } from "../definition/without-undefined";
import { t } from "../language/translate";
import { all, ec2Client } from "./clients";
import { ask } from "./errors";
import { classFilter } from "./instances";

/** A VPC of the class and what is in it; a missing part is absent. */
export interface ClassNetwork {
  readonly vpcId: string;
  /** The VPC's own security group. @default it does not exist */
  readonly defaultGroupId?: string;
  /** The class's security group. @default it does not exist */
  readonly groupId?: string;
  /** @default it does not exist */
  readonly gatewayId?: string;
  /** @default it does not exist */
  readonly routeTableId?: string;
  /** Whether the route table has a route to the internet. */
  readonly hasRoute: boolean;
  /** Subnets by their Name tag. */
  readonly subnets: ReadonlyMap<string, { readonly id: string; readonly associated: boolean }>;
}

/** Every network of a class in a region: more than one where it was created again after its state was lost. */
export async function classNetworks(region: string, className: string): Promise<ClassNetwork[]> {
  const client = ec2Client(region);
  const what = t`The network of ${className} in ${region}`;
  const vpcs = await ask(what, () => all(paginateDescribeVpcs({ client }, { Filters: [classFilter(className)] }), (page) => page.Vpcs));
  return Promise.all(vpcs.map(({ VpcId = "" }) => ask(what, () => networkOf(VpcId))));

  async function networkOf(vpcId: string): Promise<ClassNetwork> {
    const inVpc = (more: readonly Filter[] = [], name = "vpc-id") => ({ Filters: [{ Name: name, Values: [vpcId] }, ...more] });
    const own = [classFilter(className)];
    const [groups, gateways, tables, subnets] = await Promise.all([
      all(paginateDescribeSecurityGroups({ client }, inVpc()), (page) => page.SecurityGroups),
      all(paginateDescribeInternetGateways({ client }, inVpc([], "attachment.vpc-id")), (page) => page.InternetGateways),
      all(paginateDescribeRouteTables({ client }, inVpc(own)), (page) => page.RouteTables),
      all(paginateDescribeSubnets({ client }, inVpc(own)), (page) => page.Subnets),
    ]);
    const group = (name: string) => groups.find(({ GroupName }) => GroupName === name)?.GroupId;
    const table = tables.find(({ Associations }) => !Associations?.some(({ Main }) => Main));
    const associated = new Set((table?.Associations ?? []).map(({ SubnetId }) => SubnetId));
    const parts = {
      defaultGroupId: group("default"),
      groupId: group(awsName(className)),
      gatewayId: gateways[0]?.InternetGatewayId,
      routeTableId: table?.RouteTableId,
    };
    return {
      vpcId,
      ...withoutUndefined(parts),
      hasRoute: (table?.Routes ?? []).some(({ DestinationCidrBlock }) => DestinationCidrBlock === "0.0.0.0/0"),
      subnets: new Map(
        subnets.flatMap(({ SubnetId = "", Tags }) => {
          const name = Tags?.find(({ Key }) => Key === "Name")?.Value;
          return name === undefined ? [] : [[name, { id: SubnetId, associated: associated.has(SubnetId) }] as const];
        }),
      ),
    };
  }
}
