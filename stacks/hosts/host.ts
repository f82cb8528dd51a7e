// One EC2 host: an instance that nobody has to remember to switch off, and the address by which its Engine is reached.
import { Instance } from "@cdktf/provider-aws/lib/instance";
import { Construct } from "constructs";
import { tags } from "../../definition/pins";
import { hostId } from "../../definition/host-ids";
import type { Placement } from "./network";

export interface HostProps {
  /** A student's name, or a spare's. */
  readonly name: string;
  readonly instanceType: string;
  /** Root volume in GB. */
  readonly diskGb: number;
  /** Whether it is one that AWS may take back at any time. */
  readonly spot: boolean;
  /** Of types with CPU credits: billed beyond the baseline, or slowed down to it. */
  readonly credits: "unlimited" | "standard";
  /** AMI id; only a new instance takes it. */
  readonly ami: string;
  /** cloud-init user data, gzip and base64; only a new instance takes it. */
  readonly userData: string;
  readonly place: Placement;
  readonly securityGroupId: string;
  readonly keyName: string;
  /** Student who sits at it, where that is not the one it is named after. @default nobody else */
  readonly seat?: string;
}

/**
 * What a running instance cannot take on without being stopped or replaced. A class goes on as it was made, whatever
 * becomes of lab.yaml or of Canonical's current image; `lab replace` recreates one host.
 */
const keptAsMade = [
  "ami",
  "associate_public_ip_address",
  "credit_specification",
  "instance_market_options",
  "instance_type",
  "key_name",
  "root_block_device",
  "subnet_id",
  "user_data",
  "user_data_base64",
  // the end that the host has; `lab extend` moves both
  `tags["${tags.ends}"]`,
  `tags_all["${tags.ends}"]`,
  `volume_tags["${tags.ends}"]`,
];

export class Host extends Construct {
  readonly instance: Instance;

  /** Terraform's address of a host's instance, for `-replace`. */
  static addressOf(name: string): string {
    return `${Instance.tfResourceType}.${hostId(name)}`;
  }

  constructor(scope: Construct, id: string, props: HostProps) {
    super(scope, id);
    const { name, instanceType } = props;
    this.instance = new Instance(this, "instance", {
      ami: props.ami,
      instanceType,
      keyName: props.keyName,
      ...props.place,
      vpcSecurityGroupIds: [props.securityGroupId],
      associatePublicIpAddress: true,
      userDataBase64: props.userData,
      // the end of life powers the host off, and that ends what it costs
      instanceInitiatedShutdownBehavior: "terminate",
      metadataOptions: {
        httpEndpoint: "enabled",
        httpTokens: "required",
        // one hop is the host itself: a container gets no answer
        httpPutResponseHopLimit: 1,
      },
      rootBlockDevice: { volumeType: "gp3", volumeSize: props.diskGb, encrypted: true, deleteOnTermination: true },
      monitoring: false,
      // a new host has no credits yet: in standard mode Docker would be installed with 0.4 of a vCPU
      ...(/^t\d/.test(instanceType) && { creditSpecification: { cpuCredits: props.credits } }),
      ...(props.spot && {
        instanceMarketOptions: {
          marketType: "spot",
          spotOptions: { spotInstanceType: "one-time", instanceInterruptionBehavior: "terminate" },
        },
      }),
      tags: { Name: name, [tags.student]: name, ...(props.seat !== undefined && { [tags.seat]: props.seat }) },
      lifecycle: { ignoreChanges: keptAsMade },
    });
    this.instance.overrideLogicalId(hostId(name));
  }
}
