// The hosts of classes as EC2 sees them: by tag, without Terraform or its state.
import { type Filter, type Instance, paginateDescribeInstances } from "@aws-sdk/client-ec2";
import { tags } from "../definition/pins";
import { all, ec2Client } from "./clients";
import { ask } from "./errors";

export interface ClassInstance {
  readonly className: string;
  /** Name of the host: a student's, or a spare's. */
  readonly host: string;
  readonly id: string;
  /** Public address; absent when it has none any more. */
  readonly address?: string;
  /** EC2's word: `pending`, `running`, `shutting-down`, `terminated`, `stopping`, `stopped`. */
  readonly state: string;
  readonly type: string;
  readonly spot: boolean;
  readonly launched: Date;
  /** When it ended, where EC2 says it. */
  readonly ended?: Date;
}

/**
 * Every instance of a class, or of every class when none is named. EC2 forgets an instance about an hour after its end.
 * In the order of their launch.
 */
export async function classInstances(region: string, className?: string): Promise<ClassInstance[]> {
  const pages = paginateDescribeInstances({ client: ec2Client(region) }, { Filters: [classFilter(className)] });
  const reservations = await ask(`Instances in ${region}`, () => all(pages, (page) => page.Reservations));
  return reservations
    .flatMap(({ Instances }) => Instances ?? [])
    .map(describe)
    .sort((a, b) => a.launched.getTime() - b.launched.getTime());
}

/** What finds the resources of one class, or of any. */
export function classFilter(className?: string): Filter {
  return className === undefined ? { Name: "tag-key", Values: [tags.class] } : { Name: `tag:${tags.class}`, Values: [className] };
}

/** The running instance of each host of a class that has one; the newest, where one was just made anew. */
export async function runningHosts(
  region: string,
  className: string,
): Promise<ReadonlyMap<string, ClassInstance & { readonly address: string }>> {
  const instances = await classInstances(region, className);
  return new Map(
    instances.flatMap((instance) =>
      instance.state === "running" && instance.address !== undefined
        ? [[instance.host, { ...instance, address: instance.address }] as const]
        : [],
    ),
  );
}

function describe(instance: Instance): ClassInstance {
  const tag = (key: string) => instance.Tags?.find(({ Key }) => Key === key)?.Value ?? "";
  const ended = endOf(instance);
  return {
    className: tag(tags.class),
    host: tag(tags.student),
    id: instance.InstanceId ?? "",
    ...(instance.PublicIpAddress !== undefined && { address: instance.PublicIpAddress }),
    state: instance.State?.Name ?? "unknown",
    type: instance.InstanceType ?? "",
    spot: instance.InstanceLifecycle === "spot",
    launched: instance.LaunchTime ?? new Date(Number.NaN),
    ...(ended && { ended }),
  };
}

/** EC2 tells the time of an end in words alone: `User initiated (2026-12-01 09:00:00 GMT)`. */
function endOf({ State, StateTransitionReason }: Instance): Date | undefined {
  if (State?.Name !== "terminated") return undefined;
  const [, day, time] = /\((\d{4}-\d\d-\d\d) (\d\d:\d\d:\d\d)(?:\.\d+)? (?:GMT|UTC)\)/.exec(StateTransitionReason ?? "") ?? [];
  return day === undefined || time === undefined ? undefined : new Date(`${day}T${time}Z`);
}
