// The kinds of things besides instances that a class has in EC2: how each is found by tag, and how one is deleted.
import {
  DeleteInternetGatewayCommand,
  DeleteKeyPairCommand,
  DeleteNetworkInterfaceCommand,
  DeleteRouteTableCommand,
  DeleteSecurityGroupCommand,
  DeleteSubnetCommand,
  DeleteVolumeCommand,
  DeleteVpcCommand,
  DescribeAddressesCommand,
  DescribeKeyPairsCommand,
  DetachInternetGatewayCommand,
  DisassociateRouteTableCommand,
  type EC2Client,
  type Filter,
  paginateDescribeInternetGateways,
  paginateDescribeNetworkInterfaces,
  paginateDescribeRouteTables,
  paginateDescribeSecurityGroups,
  paginateDescribeSubnets,
  paginateDescribeVolumes,
  paginateDescribeVpcs,
  ReleaseAddressCommand,
  type Tag,
} from "@aws-sdk/client-ec2";
import { all } from "./clients";

/** Something of a class that exists in AWS. */
export interface StandingResource {
  readonly className: string;
  readonly region: string;
  /** `instance`, `schedules`, `role`, or one of `kinds`. */
  readonly kind: string;
  readonly id: string;
  /** Name of the host that it is. @default it is none, or its tags do not name it */
  readonly host?: string;
  /** What a person may recognize it by, such as a host's name and state. */
  readonly detail: string;
}

export interface Found {
  readonly id: string;
  readonly tags: readonly Tag[] | undefined;
  /** What a person may recognize it by, such as its size. @default nothing */
  readonly detail?: string;
  /** What it is attached to and has to be detached from first: a gateway's VPC, a route table's associations. @default nothing */
  readonly attachedTo?: readonly string[];
}

export interface Kind {
  readonly kind: string;
  readonly find: (client: EC2Client, filter: Filter) => Promise<Found[]>;
  readonly end: (client: EC2Client, found: Found) => Promise<unknown>;
}

/** In the order in which they can be deleted, after the instances. What is deleted with an instance (its volume, its interface) is found only when it was left behind. */
export const kinds: readonly Kind[] = [
  {
    kind: "address",
    find: async (client, filter) =>
      ((await client.send(new DescribeAddressesCommand({ Filters: [filter] }))).Addresses ?? []).map(
        ({ AllocationId = "", PublicIp = "", Tags }) => ({ id: AllocationId, tags: Tags, detail: PublicIp }),
      ),
    end: (client, { id }) => client.send(new ReleaseAddressCommand({ AllocationId: id })),
  },
  {
    kind: "interface",
    find: async (client, filter) =>
      (await all(paginateDescribeNetworkInterfaces({ client }, { Filters: [filter] }), (page) => page.NetworkInterfaces))
        .filter(({ Attachment }) => Attachment?.InstanceId === undefined)
        .map(({ NetworkInterfaceId = "", TagSet, Description }) => ({ id: NetworkInterfaceId, tags: TagSet, detail: Description ?? "" })),
    end: (client, { id }) => client.send(new DeleteNetworkInterfaceCommand({ NetworkInterfaceId: id })),
  },
  {
    kind: "volume",
    find: async (client, filter) =>
      (await all(paginateDescribeVolumes({ client }, { Filters: [filter] }), (page) => page.Volumes))
        .filter(({ Attachments }) => (Attachments ?? []).length === 0)
        .map(({ VolumeId = "", Tags, Size }) => ({ id: VolumeId, tags: Tags, detail: `${Size ?? 0} GB` })),
    end: (client, { id }) => client.send(new DeleteVolumeCommand({ VolumeId: id })),
  },
  {
    kind: "key pair",
    find: async (client, filter) =>
      ((await client.send(new DescribeKeyPairsCommand({ Filters: [filter] }))).KeyPairs ?? []).map(
        ({ KeyPairId = "", KeyName = "", Tags }) => ({ id: KeyPairId, tags: Tags, detail: KeyName }),
      ),
    end: (client, { detail = "" }) => client.send(new DeleteKeyPairCommand({ KeyName: detail })),
  },
  {
    kind: "route table",
    find: async (client, filter) =>
      (await all(paginateDescribeRouteTables({ client }, { Filters: [filter] }), (page) => page.RouteTables))
        .filter(({ Associations }) => !Associations?.some(({ Main }) => Main))
        .map(({ RouteTableId = "", Tags, Associations = [] }) => ({
          ...{ id: RouteTableId, tags: Tags },
          attachedTo: Associations.flatMap(({ RouteTableAssociationId }) => RouteTableAssociationId ?? []),
        })),
    end: async (client, { id, attachedTo = [] }) => {
      for (const AssociationId of attachedTo) await client.send(new DisassociateRouteTableCommand({ AssociationId }));
      await client.send(new DeleteRouteTableCommand({ RouteTableId: id }));
    },
  },
  {
    kind: "subnet",
    find: async (client, filter) =>
      (await all(paginateDescribeSubnets({ client }, { Filters: [filter] }), (page) => page.Subnets)).map(
        ({ SubnetId = "", Tags, CidrBlock }) => ({ id: SubnetId, tags: Tags, detail: CidrBlock ?? "" }),
      ),
    end: (client, { id }) => client.send(new DeleteSubnetCommand({ SubnetId: id })),
  },
  {
    kind: "security group",
    find: async (client, filter) =>
      (await all(paginateDescribeSecurityGroups({ client }, { Filters: [filter] }), (page) => page.SecurityGroups))
        // a VPC's default group is deleted with it, not before
        .filter(({ GroupName }) => GroupName !== "default")
        .map(({ GroupId = "", GroupName = "", Tags }) => ({ id: GroupId, tags: Tags, detail: GroupName })),
    end: (client, { id }) => client.send(new DeleteSecurityGroupCommand({ GroupId: id })),
  },
  {
    kind: "internet gateway",
    find: async (client, filter) =>
      (await all(paginateDescribeInternetGateways({ client }, { Filters: [filter] }), (page) => page.InternetGateways)).map(
        ({ InternetGatewayId = "", Tags, Attachments = [] }) => ({
          ...{ id: InternetGatewayId, tags: Tags },
          attachedTo: Attachments.flatMap(({ VpcId }) => VpcId ?? []),
        }),
      ),
    end: async (client, { id, attachedTo = [] }) => {
      for (const VpcId of attachedTo) await client.send(new DetachInternetGatewayCommand({ InternetGatewayId: id, VpcId }));
      await client.send(new DeleteInternetGatewayCommand({ InternetGatewayId: id }));
    },
  },
  {
    kind: "VPC",
    find: async (client, filter) =>
      (await all(paginateDescribeVpcs({ client }, { Filters: [filter] }), (page) => page.Vpcs)).map(({ VpcId = "", Tags, CidrBlock }) => ({
        id: VpcId,
        tags: Tags,
        detail: CidrBlock ?? "",
      })),
    end: (client, { id }) => client.send(new DeleteVpcCommand({ VpcId: id })),
  },
];
