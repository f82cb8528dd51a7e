// What of a class still stands in AWS, asked of EC2 itself by tag, and the command that takes each thing away.
import {
  DescribeAddressesCommand,
  DescribeKeyPairsCommand,
  type EC2Client,
  type Filter,
  paginateDescribeInstances,
  paginateDescribeInternetGateways,
  paginateDescribeNetworkInterfaces,
  paginateDescribeRouteTables,
  paginateDescribeSecurityGroups,
  paginateDescribeSubnets,
  paginateDescribeVolumes,
  paginateDescribeVpcs,
  type Tag,
} from "@aws-sdk/client-ec2";
import { tags } from "../definition/pins";
import { all, ec2Client } from "./clients";
import { ask } from "./errors";
import { classFilter } from "./instances";

export interface StandingResource {
  readonly className: string;
  /** `instance`, `volume`, `address`, `interface`, `key pair`, `subnet`, `route table`, `security group`, `internet gateway` or `VPC`. */
  readonly kind: string;
  readonly id: string;
  /** What a person may know of it, such as a host's name and state. */
  readonly detail: string;
  /** Command of the AWS command line that takes it away. In the order of the list they work one after another. */
  readonly command: string;
}

interface Found {
  readonly id: string;
  readonly tags: readonly Tag[] | undefined;
  readonly detail?: string;
  /** Options of the command besides the id. */
  readonly options?: string;
}

interface Kind {
  readonly kind: string;
  readonly find: (client: EC2Client, filter: Filter) => Promise<Found[]>;
  readonly command: (found: Found) => string[];
}

/** In the order in which they can be deleted. What goes with an instance (its volume, its interface) is listed only when it was left behind. */
const kinds: readonly Kind[] = [
  {
    kind: "instance",
    find: async (client, filter) =>
      (await all(paginateDescribeInstances({ client }, { Filters: [filter] }), (page) => page.Reservations))
        .flatMap(({ Instances }) => Instances ?? [])
        .filter(({ State }) => State?.Name !== "terminated")
        .map(({ InstanceId = "", Tags, State }) => ({ id: InstanceId, tags: Tags, detail: State?.Name ?? "" })),
    command: ({ id }) => [`terminate-instances --instance-ids ${id}`],
  },
  {
    kind: "address",
    find: async (client, filter) =>
      ((await client.send(new DescribeAddressesCommand({ Filters: [filter] }))).Addresses ?? []).map(
        ({ AllocationId = "", PublicIp = "", Tags }) => ({ id: AllocationId, tags: Tags, detail: PublicIp }),
      ),
    command: ({ id }) => [`release-address --allocation-id ${id}`],
  },
  {
    kind: "interface",
    find: async (client, filter) =>
      (await all(paginateDescribeNetworkInterfaces({ client }, { Filters: [filter] }), (page) => page.NetworkInterfaces))
        .filter(({ Attachment }) => Attachment?.InstanceId === undefined)
        .map(({ NetworkInterfaceId = "", TagSet, Description }) => ({ id: NetworkInterfaceId, tags: TagSet, detail: Description ?? "" })),
    command: ({ id }) => [`delete-network-interface --network-interface-id ${id}`],
  },
  {
    kind: "volume",
    find: async (client, filter) =>
      (await all(paginateDescribeVolumes({ client }, { Filters: [filter] }), (page) => page.Volumes))
        .filter(({ Attachments }) => (Attachments ?? []).length === 0)
        .map(({ VolumeId = "", Tags, Size }) => ({ id: VolumeId, tags: Tags, detail: `${Size ?? 0} GB` })),
    command: ({ id }) => [`delete-volume --volume-id ${id}`],
  },
  {
    kind: "key pair",
    find: async (client, filter) =>
      ((await client.send(new DescribeKeyPairsCommand({ Filters: [filter] }))).KeyPairs ?? []).map(
        ({ KeyPairId = "", KeyName = "", Tags }) => ({ id: KeyPairId, tags: Tags, detail: KeyName }),
      ),
    command: ({ id }) => [`delete-key-pair --key-pair-id ${id}`],
  },
  {
    kind: "subnet",
    find: async (client, filter) =>
      (await all(paginateDescribeSubnets({ client }, { Filters: [filter] }), (page) => page.Subnets)).map(
        ({ SubnetId = "", Tags, CidrBlock }) => ({ id: SubnetId, tags: Tags, detail: CidrBlock ?? "" }),
      ),
    command: ({ id }) => [`delete-subnet --subnet-id ${id}`],
  },
  {
    kind: "route table",
    find: async (client, filter) =>
      (await all(paginateDescribeRouteTables({ client }, { Filters: [filter] }), (page) => page.RouteTables))
        .filter(({ Associations }) => !Associations?.some(({ Main }) => Main))
        .map(({ RouteTableId = "", Tags }) => ({ id: RouteTableId, tags: Tags })),
    command: ({ id }) => [`delete-route-table --route-table-id ${id}`],
  },
  {
    kind: "security group",
    find: async (client, filter) =>
      (await all(paginateDescribeSecurityGroups({ client }, { Filters: [filter] }), (page) => page.SecurityGroups))
        // a VPC's default group goes with it and not before
        .filter(({ GroupName }) => GroupName !== "default")
        .map(({ GroupId = "", GroupName = "", Tags }) => ({ id: GroupId, tags: Tags, detail: GroupName })),
    command: ({ id }) => [`delete-security-group --group-id ${id}`],
  },
  {
    kind: "internet gateway",
    find: async (client, filter) =>
      (await all(paginateDescribeInternetGateways({ client }, { Filters: [filter] }), (page) => page.InternetGateways)).map(
        ({ InternetGatewayId = "", Tags, Attachments }) => ({ id: InternetGatewayId, tags: Tags, options: Attachments?.[0]?.VpcId ?? "" }),
      ),
    command: ({ id, options }) => [
      ...(options ? [`detach-internet-gateway --internet-gateway-id ${id} --vpc-id ${options}`] : []),
      `delete-internet-gateway --internet-gateway-id ${id}`,
    ],
  },
  {
    kind: "VPC",
    find: async (client, filter) =>
      (await all(paginateDescribeVpcs({ client }, { Filters: [filter] }), (page) => page.Vpcs)).map(({ VpcId = "", Tags, CidrBlock }) => ({
        id: VpcId,
        tags: Tags,
        detail: CidrBlock ?? "",
      })),
    command: ({ id }) => [`delete-vpc --vpc-id ${id}`],
  },
];

/**
 * Everything that EC2 lists with a class's tag, or with that of any class when none is named; empty when all is gone.
 * An instance on its way down counts until it is terminated.
 */
export async function standing(region: string, className?: string): Promise<StandingResource[]> {
  const client = ec2Client(region);
  const found = await Promise.all(
    kinds.map(async ({ kind, find, command }) => {
      const resources = await ask(`What still stands in ${region} (${kind})`, () => find(client, classFilter(className)));
      return resources.map((resource) => ({
        className: tag(resource.tags, tags.class) ?? "",
        kind,
        id: resource.id,
        detail: [tag(resource.tags, tags.student), resource.detail].filter(Boolean).join(", "),
        command: command(resource)
          .map((words) => `aws ec2 --region ${region} ${words}`)
          .join(" && "),
      }));
    }),
  );
  return found.flat();
}

function tag(tagList: readonly Tag[] | undefined, key: string): string | undefined {
  return tagList?.find(({ Key }) => Key === key)?.Value;
}
