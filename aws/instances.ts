// The hosts of classes as EC2 sees them: by tag, without Terraform or its state.
import { type Filter, type Instance, paginateDescribeInstances, type Reservation } from "@aws-sdk/client-ec2";
import { tags } from "../definition/pins";
import { t } from "../language/translate";
import { all, ec2Client } from "./clients";
import { ask } from "./errors";

export interface ClassInstance {
  readonly className: string;
  readonly region: string;
  /** Name of the host: a student's, or a spare's. */
  readonly host: string;
  readonly id: string;
  /** Public address. @default it no longer has one */
  readonly address?: string;
  /** EC2's own name: `pending`, `running`, `shutting-down`, `terminated`, `stopping`, `stopped`. */
  readonly state: string;
  readonly type: string;
  readonly spot: boolean;
  readonly launched: Date;
  /** When it ended. @default it is alive, or EC2 does not say */
  readonly ended?: Date;
  /** The VPC it is in. @default it is no longer alive */
  readonly vpcId?: string;
  /** Student who sits at it. @default the one it is named after */
  readonly seat?: string;
  /** Its tag of the end, as it was written. @default it has no end */
  readonly endTag?: string;
}

/**
 * Every instance of a class, or of every class when none is named. EC2 forgets an instance about an hour after its end.
 * In order of launch. `known`: ids that belong to the class whatever their tags say.
 */
export async function classInstances(region: string, className?: string, known: readonly string[] = []): Promise<ClassInstance[]> {
  const client = ec2Client(region);
  const listed = (filter: Filter) =>
    ask(t`Instances in ${region}`, () => all(paginateDescribeInstances({ client }, { Filters: [filter] }), (page) => page.Reservations));
  const byTag = await listed(classFilter(className));
  const found = new Map(instancesOf(byTag).map((instance) => [instance.InstanceId, instance]));
  const others = known.filter((id) => !found.has(id));
  for (let at = 0; at < others.length; at += maxFilterValues) {
    const byId = await listed({ Name: "instance-id", Values: others.slice(at, at + maxFilterValues) });
    for (const instance of instancesOf(byId)) found.set(instance.InstanceId, instance);
  }
  return [...found.values()].map((instance) => describe(instance, region)).sort((a, b) => a.launched.getTime() - b.launched.getTime());
}

/** Values that EC2 takes in one filter. */
const maxFilterValues = 200;

function instancesOf(reservations: readonly Reservation[]): Instance[] {
  return reservations.flatMap(({ Instances }) => Instances ?? []);
}

/** The filter for the resources of one class, or of any. */
export function classFilter(className?: string): Filter {
  return className === undefined ? { Name: "tag-key", Values: [tags.class] } : { Name: `tag:${tags.class}`, Values: [className] };
}

/** Whether an instance exists and is not being terminated: it may be running, starting, stopping or stopped. */
export function isAlive({ state }: Pick<ClassInstance, "state">): boolean {
  return state !== "terminated" && state !== "shutting-down";
}

/** The hosts of a class that have no live instance. */
export function missingHosts(hosts: readonly string[], instances: readonly ClassInstance[]): string[] {
  const alive = new Set(instances.filter(isAlive).map(({ host }) => host));
  return hosts.filter((host) => !alive.has(host));
}

/** One that runs and can be reached. */
export type RunningInstance = ClassInstance & { readonly address: string };

/** The running instance of each host of a class that has one; the newest, where one was just recreated. */
export async function runningHosts(region: string, className: string): Promise<ReadonlyMap<string, RunningInstance>> {
  const instances = await classInstances(region, className);
  return new Map(
    instances.flatMap((instance) =>
      instance.state === "running" && instance.address !== undefined
        ? [[instance.host, { ...instance, address: instance.address }] as const]
        : [],
    ),
  );
}

function describe(instance: Instance, region: string): ClassInstance {
  const tag = (key: string) => instance.Tags?.find(({ Key }) => Key === key)?.Value;
  const ended = endOf(instance);
  const [seat, endTag] = [tag(tags.seat), tag(tags.ends)];
  return {
    className: tag(tags.class) ?? "",
    region,
    host: tag(tags.student) ?? "",
    id: instance.InstanceId ?? "",
    ...(instance.PublicIpAddress !== undefined && { address: instance.PublicIpAddress }),
    state: instance.State?.Name ?? "unknown",
    type: instance.InstanceType ?? "",
    spot: instance.InstanceLifecycle === "spot",
    launched: instance.LaunchTime ?? new Date(Number.NaN),
    ...(ended && { ended }),
    ...(instance.VpcId !== undefined && { vpcId: instance.VpcId }),
    ...(seat !== undefined && { seat }),
    ...(endTag !== undefined && { endTag }),
  };
}

/** EC2 gives the time of an end only in words: `User initiated (2026-12-01 09:00:00 GMT)`. */
function endOf({ State, StateTransitionReason }: Instance): Date | undefined {
  if (State?.Name !== "terminated") return undefined;
  const [, day, time] = /\((\d{4}-\d\d-\d\d) (\d\d:\d\d:\d\d)(?:\.\d+)? (?:GMT|UTC)\)/.exec(StateTransitionReason ?? "") ?? [];
  return day === undefined || time === undefined ? undefined : new Date(`${day}T${time}Z`);
}

/** The instance that a host is, or last was; undefined where it has none. */
export function lastOf(instances: readonly ClassInstance[], host: string): ClassInstance | undefined {
  const own = instances.filter((instance) => instance.host === host);
  return own.findLast(isAlive) ?? own.at(-1);
}
