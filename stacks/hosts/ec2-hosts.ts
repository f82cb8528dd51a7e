// The class in EC2: its network, its key, one host per student and spare, and a readiness gate for each.
import { DataAwsSsmParameter } from "@cdktf/provider-aws/lib/data-aws-ssm-parameter";
import { KeyPair } from "@cdktf/provider-aws/lib/key-pair";
import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { Aspects, type Precondition, TerraformLocal, TerraformOutput } from "cdktf";
import { Construct } from "constructs";
import type { AwsTarget } from "../../definition/class-definition";
import { hostNames, hostOf, type Seats } from "../../definition/seats";
import { ubuntuUser as user } from "../../definition/pins";
import { ubuntuAmiParameter } from "../../definition/ubuntu-ami";
import type { LabClass } from "../scenarios/scenario";
import type { Engine, Hosts } from "../engine";
import { Backstop } from "./backstop";
import { Gate, type GateFiles } from "./gate";
import { Host, type HostProps } from "./host";
import { gateId, hostId } from "./host-ids";
import { awsName } from "../../definition/names";
import { Network } from "./network";
import { labPorts } from "../../definition/open-ports";
import { classUserData, deliveryTrigger, keysScriptFile, studentLoginScript } from "./scripts";
import { classTags, Tags } from "./tags";

export interface Ec2HostsProps {
  readonly definition: LabClass;
  readonly target: AwsTarget;
  readonly seats: Seats;
  /** The class's public key. */
  readonly publicKey: string;
  /** CIDR blocks that `me` in access stands for. @default `me` is not in access */
  readonly myAddresses?: string[];
  readonly gateFiles: GateFiles;
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

  constructor(scope: Construct, id: string, { definition, target, seats, publicKey, myAddresses, gateFiles }: Ec2HostsProps) {
    super(scope, id);
    this.seats = seats;
    this.wait = target.wait;
    const { region, instanceType, diskGb, spot, credits } = target;
    const names = hostNames(definition, seats);
    new AwsProvider(this, "aws", { region, maxRetries });
    Aspects.of(this).add(new Tags(classTags(definition, target)));
    const network = new Network(this, "network", {
      ...{ className: definition.name, region, instanceType, vpcCidr: target.vpcCidr, access: target.access },
      ports: labPorts(definition.scenarios, target),
      ...(myAddresses && { myAddresses }),
    });
    const key = new KeyPair(this, "key", {
      keyName: awsName(definition.name),
      publicKey,
      ...(definition.end && "ends" in definition.end && { lifecycle: { precondition: [notPast(this, definition.end.ends)] } }),
    });
    const ami = target.ami ?? new DataAwsSsmParameter(this, "ubuntu", { name: ubuntuAmiParameter(instanceType) }).insecureValue;
    const delivery = deliveryTrigger(definition);
    const students = new Map(definition.students.map((student) => [hostOf(student.name, seats), student]));
    for (const name of names) {
      const student = students.get(name);
      const { instance } = this.add(name, {
        ...{ instanceType, diskGb, spot, credits, ami },
        userData: classUserData(definition, student),
        place: network.place(name),
        securityGroupId: network.securityGroupId,
        keyName: key.keyName,
        // who sits at a spare is known to EC2 as well: seats.json may be lost
        ...(student && student.name !== name && { seat: student.name }),
      });
      if (!target.wait) continue;
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
        keys: { file: keysScriptFile(student), script: studentLoginScript(definition, student) },
      });
    }
    if (target.backstop && definition.end) {
      const instances = new Map(names.map((name) => [name, this.host(name).instance]));
      new Backstop(this, "backstop", { className: definition.name, region, end: definition.end, instances });
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
    // without a gate the provider is who meets the host first
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
