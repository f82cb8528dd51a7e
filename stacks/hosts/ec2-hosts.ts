// The class in EC2: its network, its key, one host per student and spare, and a readiness gate for each.
import { DataAwsSsmParameter } from "@cdktf/provider-aws/lib/data-aws-ssm-parameter";
import { KeyPair } from "@cdktf/provider-aws/lib/key-pair";
import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { Aspects, type Precondition, TerraformLocal, TerraformOutput } from "cdktf";
import { Construct } from "constructs";
import { hostOf, namesOfHosts, type Seats } from "../../definition/seats";
import { ubuntuUser as user } from "../../definition/pins";
import { awsDefaults } from "../../definition/targets/aws-defaults";
import { sparesOf } from "../../definition/targets/spares";
import { ubuntuAmiParameter } from "../../definition/ubuntu-ami";
import type { Engine, Hosts } from "../engine";
import { Backstop } from "./backstop";
import { Gate, type GateFiles } from "./gate";
import { Host, type HostProps } from "./host";
import { gateId, hostId } from "../../definition/host-ids";
import type { HostSetupProps } from "./host-setup";
import { awsName } from "../../definition/names";
import { Network } from "./network";
import { labPorts } from "../../definition/open-ports";
import { classUserData, deliveryTrigger, keysScriptFile, studentLoginScript } from "./scripts";
import { classTags, Tags } from "./tags";

export interface Ec2HostsProps extends HostSetupProps {
  /** Region of AWS, such as `ap-northeast-2`. */
  readonly region: string;
  /** CIDR blocks that may reach the hosts; `me` stands for `myAddresses`. */
  readonly access: readonly string[];
  /** CIDR blocks that `me` in access stands for. @default `me` is not in access */
  readonly myAddresses?: string[];
  /** The class's public key. */
  readonly publicKey: string;
  readonly gateFiles: GateFiles;
  /** EC2 instance type of each host. @default "t3.small" */
  readonly instanceType?: string;
  /** Whether the hosts are spot instances, which AWS may take back at any time. @default false */
  readonly spot?: boolean;
  /** Of types with CPU credits: billed beyond the baseline, or slowed down to it. @default "unlimited" */
  readonly credits?: "unlimited" | "standard";
  /** Hosts beyond the students'. @default 0 */
  readonly spares?: number;
  /** Students who sit at a spare. @default nobody does */
  readonly seats?: Seats;
  /** Whether a host counts as applied only when its Engine answers and its exercise files are there. @default true */
  readonly wait?: boolean;
  /** AMI id. @default Canonical's current Ubuntu */
  readonly ami?: string;
  /** Root volume in GB. @default 20 */
  readonly diskGb?: number;
  /** Addresses of the class's own network. @default "10.77.0.0/16" */
  readonly vpcCidr?: string;
  /** Value of the owner tag. @default there is no such tag */
  readonly owner?: string;
  /** Whether a schedule outside the hosts ends them too; it needs `end`. @default false */
  readonly backstop?: boolean;
  /** Whether `access` may reach the port of pages that come through a host. @default false */
  readonly pages?: boolean;
}

const sshPort = 22;
/** Seconds until sshd of a new instance answers: a minute as a rule. */
const sshTimeout = 300;
/** Seconds until a key that sshd refuses was not put there in time by cloud-init, and never will be. */
const refusalTimeout = 45;
/**
 * Tries of one request after the first, with random pauses of up to 1, 2, 4, … seconds: a minute in all, two at worst. The provider's
 * own 25 would hold the whole class for many minutes when EC2 has no capacity for one host.
 */
const maxRetries = 7;

/** Asked when a plan is made, not when it is destroyed. On the key, which every host needs: one error for all of them. */
function notPast(scope: Construct, ends: Date): Precondition {
  const moment = ends.toISOString();
  // Terraform refuses a condition that refers to nothing of the configuration
  new TerraformLocal(scope, "ends", moment).overrideLogicalId("ends");
  return {
    condition: "${timecmp(plantimestamp(), local.ends) < 0}",
    errorMessage: `ends is ${moment}, which is past: the hosts would end as they start; set a later moment in lab.yaml`,
  };
}

export class Ec2Hosts extends Construct implements Hosts {
  private readonly hosts = new Map<string, Host>();
  private readonly seats: Seats;
  private readonly wait: boolean;

  /** @throws Error where `backstop` has no `end`; InputError where the user data of a host is more than EC2 takes. */
  constructor(scope: Construct, id: string, props: Ec2HostsProps) {
    super(scope, id);
    const { className, students, scenarios, end, region, access, myAddresses, gateFiles, seats = new Map() } = props;
    const { instanceType, diskGb, spot, credits, vpcCidr, wait, backstop, pages, spares } = { ...awsDefaults, ...props };
    if (backstop && !end) throw new Error("backstop is true: it is the second line of an end; set end too");
    this.seats = seats;
    this.wait = wait;
    const names = namesOfHosts(students, sparesOf(spares), seats);
    new AwsProvider(this, "aws", { region, maxRetries });
    Aspects.of(this).add(new Tags(classTags(props)));
    const network = new Network(this, "network", {
      ...{ className, region, instanceType, vpcCidr, access },
      ports: labPorts(scenarios, { pages }),
      ...(myAddresses && { myAddresses }),
    });
    const key = new KeyPair(this, "key", {
      keyName: awsName(className),
      publicKey: props.publicKey,
      ...(end && "ends" in end && { lifecycle: { precondition: [notPast(this, end.ends)] } }),
    });
    const ami = props.ami ?? new DataAwsSsmParameter(this, "ubuntu", { name: ubuntuAmiParameter(instanceType) }).insecureValue;
    const delivery = deliveryTrigger(props);
    const login = { className, madeHost: true };
    const sitting = new Map(students.map((student) => [hostOf(student.name, seats), student]));
    for (const name of names) {
      const student = sitting.get(name);
      const { instance } = this.add(name, {
        ...{ instanceType, diskGb, spot, credits, ami },
        userData: classUserData(props, student),
        place: network.place(name),
        securityGroupId: network.securityGroupId,
        keyName: key.keyName,
        // who sits at a spare is known to EC2 as well: seats.json may be lost
        ...(student && student.name !== name && { seat: student.name }),
      });
      if (!wait) continue;
      new Gate(this, gateId(name), {
        ...{ name, user, sshTimeout },
        address: instance.publicIp,
        port: sshPort,
        hostKeyAlias: instance.id,
        refusalTimeout,
        firstContact: "accept-new",
        hint: "target.aws.access has to hold this machine's own address; me is it",
        install: "unless-ready",
        // the instance alone: what lab.yaml says later is for new hosts
        triggers: { instance: instance.id },
        files: gateFiles,
        delivery,
        keys: { file: keysScriptFile(student), script: studentLoginScript(login, student) },
      });
    }
    if (backstop && end) {
      const instances = new Map(names.map((name) => [name, this.host(name).instance]));
      new Backstop(this, "backstop", { className, region, end, instances });
    }
    const addresses = names.map((name): [string, string] => [name, this.host(name).instance.publicIp]);
    const output = new TerraformOutput(this, "addresses", {
      value: Object.fromEntries(addresses),
      description: "Public addresses by host",
    });
    output.overrideLogicalId("addresses");
  }

  engine(student: string): Engine {
    const { instance } = this.host(hostOf(student, this.seats));
    // a new instance may get the address of one that is gone: keys are pinned to the instance
    const alias = `HostKeyAlias=${instance.id}`;
    // without a gate the provider is the first to connect to the host
    const firstContact = this.wait ? [] : ["-o", "StrictHostKeyChecking=accept-new"];
    return { host: `ssh://${user}@${instance.publicIp}:${sshPort}`, sshOptions: ["-o", alias, ...firstContact] };
  }

  private host(name: string): Host {
    const host = this.hosts.get(name);
    if (!host) throw new Error(`the class has no host ${name}`);
    return host;
  }

  private add(name: string, props: Omit<HostProps, "name">): Host {
    const host = new Host(this, hostId(name), { name, ...props });
    this.hosts.set(name, host);
    return host;
  }
}
