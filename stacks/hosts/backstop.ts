// A second way to end a class's hosts, outside them: a student with sudo can stop a host's timer, and a host may never start one.
import { IamRole } from "@cdktf/provider-aws/lib/iam-role";
import { IamRolePolicy } from "@cdktf/provider-aws/lib/iam-role-policy";
import type { Instance } from "@cdktf/provider-aws/lib/instance";
import { SchedulerSchedule } from "@cdktf/provider-aws/lib/scheduler-schedule";
import { SchedulerScheduleGroup } from "@cdktf/provider-aws/lib/scheduler-schedule-group";
import { Fn } from "cdktf";
import { Construct } from "constructs";
import { backstopMargin, scheduleAt } from "../../definition/backstop";
import type { End } from "../../definition/class-definition";
import { awsName, backstopRoleName, rolePath } from "../../definition/names";
import { tags } from "../../definition/pins";
import { Host } from "./host";
import { endId } from "../../definition/host-ids";
import { endPolicyName } from "./paths";

export interface BackstopProps {
  readonly className: string;
  readonly region: string;
  readonly end: End;
  /** By the host's name. */
  readonly instances: ReadonlyMap<string, Instance>;
}

/** Minutes that a host's lifetime begins after its instance was made: it counts from the install script's first run. */
const bootTime = 10;

export class Backstop extends Construct {
  constructor(scope: Construct, id: string, { className, region, end, instances }: BackstopProps) {
    super(scope, id);
    const group = new SchedulerScheduleGroup(this, "group", { name: awsName(className) });
    const role = new IamRole(this, "role", {
      name: backstopRoleName(className, region),
      path: rolePath,
      description: `Ends the hosts of the class ${className}`,
      assumeRolePolicy: Fn.jsonencode({
        Version: "2012-10-17",
        Statement: [
          {
            Effect: "Allow",
            Principal: { Service: "scheduler.amazonaws.com" },
            Action: "sts:AssumeRole",
            Condition: { StringEquals: { "aws:SourceArn": group.arn } },
          },
        ],
      }),
    });
    const policy = new IamRolePolicy(this, "policy", {
      name: endPolicyName,
      role: role.name,
      policy: JSON.stringify(endPolicy(className, region)),
    });
    for (const [name, instance] of instances) {
      new SchedulerSchedule(this, endId(name), {
        name,
        groupName: group.name,
        description: `End of ${name} of the class ${className}, where it has not ended itself`,
        scheduleExpression: expression(end),
        scheduleExpressionTimezone: "UTC",
        flexibleTimeWindow: { mode: "OFF" },
        target: {
          arn: `arn:${partition(region)}:scheduler:::aws-sdk:ec2:terminateInstances`,
          roleArn: role.arn,
          input: Fn.jsonencode({ InstanceIds: [instance.id] }),
        },
        lifecycle: {
          // `lab extend` moves it; a new instance has a life of its own
          ignoreChanges: ["schedule_expression"],
          replaceTriggeredBy: [`${Host.addressOf(name)}.id`],
        },
        dependsOn: [policy],
      });
    }
  }
}

/** What the role may do: end instances that have the tag of this class, and nothing else. */
export function endPolicy(className: string, region: string): object {
  return {
    Version: "2012-10-17",
    Statement: [
      {
        Effect: "Allow",
        Action: "ec2:TerminateInstances",
        Resource: `arn:${partition(region)}:ec2:${region}:*:instance/*`,
        Condition: { StringEquals: { [`aws:ResourceTag/${tags.class}`]: className } },
      },
    ],
  };
}

function expression(end: End): string {
  if ("ends" in end) return scheduleAt(new Date(end.ends.getTime() + backstopMargin * 60_000));
  const minutes = Math.ceil(end.lifetimeHours * 60) + backstopMargin + bootTime;
  return `at(${Fn.formatdate("YYYY-MM-DD'T'hh:mm:ss", Fn.timeadd(Fn.timestamp(), `${minutes}m`))})`;
}

function partition(region: string): string {
  if (region.startsWith("cn-")) return "aws-cn";
  return region.startsWith("us-gov-") ? "aws-us-gov" : "aws";
}
