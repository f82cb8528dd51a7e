// Everything to know before a class costs money, for one screen: `lab plan`.
import type { AwsTarget, ClassDefinition } from "../definition/class-definition";
import { formatMoment, ownOffset } from "../definition/moment";
import { awsName } from "../definition/names";
import { memoryOf } from "../definition/scenario";
import { t } from "../language/translate";
import { classImage, type Image } from "./ami";
import { hourlyPrice } from "./cost";
import { callerIdentity, type Identity } from "./identity";
import { instanceTypeFacts, type InstanceTypeFacts, offeringZones } from "./instance-type";
import { classInstances, missingHosts } from "./instances";
import { keyOf, keyPairInEc2 } from "./key-pair";
import { hostPrice, type HostPrice } from "./prices";
import { type VcpuQuota, vcpuQuota } from "./quota";

export interface PlanReport {
  readonly identity: Identity;
  readonly region: string;
  readonly image: Image;
  readonly instanceType: InstanceTypeFacts & { readonly name: string; readonly zones: readonly string[] };
  /** Whether the hosts are spot instances. */
  readonly spot: boolean;
  /** Memory limit in MB of the containers of each student's running scenarios. */
  readonly memoryMb: number;
  /** @default it is not looked up for this family of types */
  readonly quota?: VcpuQuota;
  /** vCPUs of the hosts that are still to be made. */
  readonly neededVcpus: number;
  /** Names of all hosts of the class, spares included. */
  readonly hosts: readonly string[];
  /** Those that do not exist yet. */
  readonly missing: readonly string[];
  /** Name of the key pair in EC2. */
  readonly keyName: string;
  readonly price: HostPrice & {
    /** US dollars an hour for all hosts, volumes and addresses included. @default it is not known */
    readonly perHour?: number;
    /** US dollars until the end of the class, for hosts that start now. @default it has no end, or the price is not known */
    readonly untilEnd?: number;
    /** US dollars that CPU credits of all hosts add until the end at worst: every vCPU at work all the time. @default none are billed, or the class has no end */
    readonly creditsUntilEnd?: number;
  };
  /** Hours until the hosts end themselves. @default the class has no end */
  readonly hours?: number;
  /** When the hosts end themselves, such as `2026-12-01 18:00 +09:00`; of a class with a lifetime, if they started now. @default the class has no end */
  readonly end?: string;
  /** US dollars for the whole class. @default no limit */
  readonly budgetUsd?: number;
  /** Whether a schedule outside the hosts ends them too. */
  readonly backstop: boolean;
  /** Why nothing may be created, one sentence each with what to do; empty when all is well. */
  readonly problems: readonly string[];
}

/** What the class's own folder knows of its hosts. */
export interface ClassHosts {
  /** Names of all hosts, spares included. */
  readonly hosts: readonly string[];
  /** The class's public key. */
  readonly publicKey: string;
  /** Hosts that would be made, as Terraform's plan says. @default those that EC2 does not have */
  readonly making?: readonly string[];
}

/**
 * Asks AWS what a deploy of the class would run into; creates nothing.
 * @throws MachineError or FailedError where AWS cannot be asked.
 */
export async function planReport(
  definition: ClassDefinition,
  target: AwsTarget,
  { hosts, publicKey, making }: ClassHosts,
  now = new Date(),
): Promise<PlanReport> {
  const { region } = target;
  // the first question: without credentials every other would only repeat what this one says
  const identity = await callerIdentity(region);
  const keyName = awsName(definition.name);
  const [image, facts, zones, quota, instances, keyThere, price] = await Promise.all([
    classImage(target),
    instanceTypeFacts(region, target.instanceType),
    offeringZones(region, target.instanceType),
    vcpuQuota(region, target.instanceType, target.spot),
    classInstances(region, definition.name),
    keyPairInEc2(region, keyName),
    hostPrice(target),
  ]);
  const missing = making ?? missingHosts(hosts, instances);
  const hourly = hourlyPrice(price, target.spot);
  const hours = hoursUntilEnd(definition, now);
  const perHour = hourly === undefined ? undefined : hourly * hosts.length;
  const untilEnd = perHour === undefined || hours === undefined ? undefined : perHour * hours;
  const creditsUntilEnd = price.credits === undefined || hours === undefined ? undefined : price.credits * hosts.length * hours;
  const neededVcpus = missing.length * facts.vcpus;
  return {
    identity,
    region,
    image,
    instanceType: { name: target.instanceType, ...facts, zones },
    spot: target.spot,
    memoryMb: memoryOf(definition.scenarios),
    ...(quota && { quota }),
    neededVcpus,
    hosts,
    missing,
    keyName,
    backstop: target.backstop,
    price: {
      ...price,
      ...(perHour !== undefined && { perHour }),
      ...(untilEnd !== undefined && { untilEnd }),
      ...(creditsUntilEnd !== undefined && { creditsUntilEnd }),
    },
    ...(hours !== undefined && { hours, end: endOf(definition, hours, now) }),
    ...(definition.budgetUsd !== undefined && { budgetUsd: definition.budgetUsd }),
    problems: [
      ...imageProblems(target, image, facts),
      ...(zones.length === 0
        ? [t`target.aws.instanceType is ${target.instanceType}, which ${region} does not offer; choose another type or region`]
        : []),
      ...quotaProblems(target, quota, neededVcpus),
      ...keyProblems(definition, publicKey, keyName, keyThere),
      ...endProblems(definition, now),
      ...budgetProblems(definition, untilEnd, creditsUntilEnd),
    ],
  };
}

function hoursUntilEnd({ end }: ClassDefinition, now: Date): number | undefined {
  if (end === undefined) return undefined;
  return "ends" in end ? Math.max(0, (end.ends.getTime() - now.getTime()) / 3_600_000) : end.lifetimeHours;
}

function endOf({ end }: ClassDefinition, hours: number, now: Date): string {
  if (end && "ends" in end) return formatMoment(end.ends, end.offset);
  const moment = new Date(now.getTime() + hours * 3_600_000);
  return formatMoment(moment, ownOffset(moment));
}

function imageProblems({ ami, instanceType, diskGb }: AwsTarget, image: Image, { architectures }: InstanceTypeFacts): string[] {
  const problems: string[] = [];
  if (architectures.length > 0 && !architectures.some((known) => known === image.architecture))
    problems.push(
      t`target.aws.ami is ${ami ?? image.id} (${image.architecture}), and ${instanceType} is ${architectures.map(String).reduce((all, one) => t`${all} or ${one}`)}; choose one that fits the other`,
    );
  if (diskGb < image.rootGb)
    problems.push(t`target.aws.diskGb is ${diskGb}, and the image ${image.id} needs ${image.rootGb}; set it to that or more`);
  return problems;
}

function quotaProblems({ region, spot, instanceType }: AwsTarget, quota: VcpuQuota | undefined, needed: number): string[] {
  if (!quota || quota.limit === undefined || quota.running + needed <= quota.limit) return [];
  const kind = spot ? t`spot` : t`on-demand`;
  return [
    t`The account may run ${quota.limit} ${kind} vCPUs in ${region}, runs ${quota.running}, and the class needs ${needed} more (${instanceType}); ask for more (Service Quotas, ec2, ${quota.code}), or take a smaller type or class`,
  ];
}

function keyProblems({ name }: ClassDefinition, publicKey: string, keyName: string, there: string | undefined): string[] {
  if (there === undefined || there === keyOf(publicKey)) return [];
  return [
    t`EC2 has a key pair ${keyName} with another key: a class ${name} was made from another folder or machine; give this class another name, or see \`npx lab orphans\``,
  ];
}

function endProblems({ end }: ClassDefinition, now: Date): string[] {
  return end && "ends" in end && end.ends <= now
    ? [t`ends is ${formatMoment(end.ends, end.offset)}, which is past; the hosts would end as they start`]
    : [];
}

function budgetProblems({ budgetUsd }: ClassDefinition, untilEnd: number | undefined, credits = 0): string[] {
  if (budgetUsd === undefined) return [];
  const budget = budgetUsd.toFixed(2);
  if (untilEnd === undefined)
    return [
      t`budget is ${budget} USD, and what the class costs is not known; it needs an end (ends or lifetime) and an instance type with a price`,
    ];
  if (untilEnd + credits <= budgetUsd) return [];
  const costs = untilEnd.toFixed(2);
  return credits === 0
    ? [
        t`budget is ${budget} USD, and the class costs about ${costs} USD until its end; shorten it, take fewer or smaller hosts, or raise the budget`,
      ]
    : [
        t`budget is ${budget} USD, and the class costs about ${costs} USD until its end and up to ${credits.toFixed(2)} USD more for CPU credits; set target.aws.credits: standard, shorten it, take fewer or smaller hosts, or raise the budget`,
      ];
}
