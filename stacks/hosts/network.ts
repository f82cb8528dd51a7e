// The class's network: a VPC with public subnets over the region's zones, and one security group that opens the lab's ports to `access` alone.
import { DataAwsAvailabilityZones } from "@cdktf/provider-aws/lib/data-aws-availability-zones";
import { DataAwsEc2InstanceTypeOfferings } from "@cdktf/provider-aws/lib/data-aws-ec2-instance-type-offerings";
import { DefaultSecurityGroup } from "@cdktf/provider-aws/lib/default-security-group";
import { InternetGateway } from "@cdktf/provider-aws/lib/internet-gateway";
import { Route } from "@cdktf/provider-aws/lib/route";
import { RouteTable } from "@cdktf/provider-aws/lib/route-table";
import { RouteTableAssociation } from "@cdktf/provider-aws/lib/route-table-association";
import { SecurityGroup } from "@cdktf/provider-aws/lib/security-group";
import { Subnet } from "@cdktf/provider-aws/lib/subnet";
import { Vpc } from "@cdktf/provider-aws/lib/vpc";
import { Fn, type ITerraformDependable, Op, TerraformLocal, Token } from "cdktf";
import { Construct } from "constructs";
import { isIPv6 } from "node:net";
import { awsName } from "../../definition/names";
import type { PortRange } from "../../definition/open-ports";
import { subnetCount, subnetOf } from "../../definition/subnets";
import { subnetName } from "./paths";

export interface NetworkProps {
  /** Name of the class, which the security group bears. */
  readonly className: string;
  readonly region: string;
  /** Of the hosts: subnets are in zones that offer it. */
  readonly instanceType: string;
  /** The VPC's block. */
  readonly vpcCidr: string;
  /** CIDR blocks that may reach the hosts, and `me`. */
  readonly access: readonly string[];
  /** What `access` may reach. */
  readonly ports: readonly PortRange[];
  /** CIDR blocks that stand for `me`, known when the class is deployed. @default `me` is not in access */
  readonly myAddresses?: string[];
}

/** A subnet for a host, and what makes the internet reachable from it: without that a first boot finds no packages. */
export interface Placement {
  readonly subnetId: string;
  readonly dependsOn: ITerraformDependable[];
}

export class Network extends Construct {
  readonly securityGroupId: string;
  private readonly places: readonly Placement[];

  constructor(scope: Construct, id: string, props: NetworkProps) {
    super(scope, id);
    const { className, region, instanceType } = props;
    // AWS replaces a VPC, and all that is in it, when its block changes
    const vpc = new Vpc(this, "vpc", {
      cidrBlock: props.vpcCidr,
      tags: { Name: className },
      lifecycle: { ignoreChanges: ["cidr_block"] },
    });
    new DefaultSecurityGroup(this, "default-group", { vpcId: vpc.id });
    const gateway = new InternetGateway(this, "gateway", { vpcId: vpc.id });
    const routes = new RouteTable(this, "routes", { vpcId: vpc.id });
    const route = new Route(this, "route", { routeTableId: routes.id, destinationCidrBlock: "0.0.0.0/0", gatewayId: gateway.id });
    const zones = this.zones(instanceType);
    // regions have two to six zones: with fewer than four, a zone has several subnets
    this.places = Array.from({ length: subnetCount }, (_, at) => {
      const subnet = new Subnet(this, `subnet-${at}`, {
        vpcId: vpc.id,
        cidrBlock: Fn.cidrsubnet(vpc.cidrBlock, Math.log2(subnetCount), at),
        availabilityZone: Token.asString(Fn.element(zones.asList, at)),
        tags: { Name: subnetName(className, at) },
        lifecycle: {
          // the order of zones changes when AWS adds one or lab.yaml another instance type; the subnet stays where it is
          ignoreChanges: ["availability_zone"],
          precondition: [
            {
              condition: Op.gte(Fn.lengthOf(zones.asList), 1),
              errorMessage: `target.aws.instanceType is ${instanceType}, which no zone of ${region} offers; choose another type or region`,
            },
          ],
        },
      });
      const association = new RouteTableAssociation(this, `association-${at}`, { subnetId: subnet.id, routeTableId: routes.id });
      return { subnetId: subnet.id, dependsOn: [route, association] };
    });
    this.securityGroupId = this.securityGroup(vpc, props).id;
  }

  /** Where a host goes, by its name alone: who else is in the class doesn't move it. */
  place(host: string): Placement {
    const place = this.places[subnetOf(host)];
    if (!place) throw new Error(`no subnet for ${host}`);
    return place;
  }

  /** Names of the zones that offer the instance type. Local zones, which one opts in to, are not among them. */
  private zones(instanceType: string): TerraformLocal {
    const open = new DataAwsAvailabilityZones(this, "zones", {
      state: "available",
      filter: [{ name: "opt-in-status", values: ["opt-in-not-required"] }],
    });
    const offering = new DataAwsEc2InstanceTypeOfferings(this, "offerings", {
      locationType: "availability-zone",
      filter: [{ name: "instance-type", values: [instanceType] }],
    });
    return new TerraformLocal(this, "offering-zones", Fn.sort(Fn.setintersection(open.names, [offering.locations])));
  }

  private securityGroup(vpc: Vpc, { className, access, ports, myAddresses }: NetworkProps): SecurityGroup {
    const blocks = access.filter((block) => block !== "me");
    const v4 = blocks.filter((block) => !isV6(block));
    return new SecurityGroup(this, "group", {
      name: awsName(className),
      description: `Hosts of the class ${className}`,
      vpcId: vpc.id,
      ingress: ports.map(({ first, last, protocol, what }) => ({
        description: what,
        protocol,
        fromPort: first,
        toPort: last,
        cidrBlocks: myAddresses ? Token.asList(Fn.concat([v4, myAddresses])) : v4,
        ipv6CidrBlocks: blocks.filter(isV6),
      })),
      egress: [{ description: "Packages and images", protocol: "-1", fromPort: 0, toPort: 0, cidrBlocks: ["0.0.0.0/0"] }],
    });
  }
}

function isV6(block: string): boolean {
  return isIPv6(block.split("/")[0] ?? "");
}
