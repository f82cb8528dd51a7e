// The backstop for a class's end, outside its hosts: schedules of EventBridge Scheduler and the role they act with (target.aws.backstop).
import { DeleteRoleCommand, DeleteRolePolicyCommand, IAMClient, ListRolePoliciesCommand, paginateListRoles } from "@aws-sdk/client-iam";
import {
  DeleteScheduleGroupCommand,
  GetScheduleCommand,
  paginateListScheduleGroups,
  paginateListSchedules,
  ResourceNotFoundException,
  SchedulerClient,
  UpdateScheduleCommand,
} from "@aws-sdk/client-scheduler";
import { awsName, backstopRoleName, rolePath } from "../definition/names";
import { backstopMargin, scheduleAt } from "../definition/backstop";
import { t } from "../language/translate";
import { all, clientSettings } from "./clients";
import { ask, explain, isNotAllowed } from "./errors";
import type { StandingResource } from "./kinds";

const anyClass = awsName("");

/** The schedules and roles of a class, or of any. An account that may not list them cannot have any. */
export async function standingBackstop(region: string, className?: string): Promise<StandingResource[]> {
  const [groups, roles] = await Promise.all([groupsOf(region, className), rolesOf(region, className)]);
  return [
    ...groups.map((id) => ({ className: id.slice(anyClass.length), region, kind: "schedules", id, detail: t`end of hosts` })),
    ...roles.map((id) => ({
      className: id.slice(anyClass.length, -`-${region}`.length),
      region,
      kind: "role",
      id,
      detail: t`end of hosts`,
    })),
  ];
}

/** A class's backstop in a region: for a state that lacks it. */
export async function backstopOf(
  region: string,
  className: string,
): Promise<{ readonly group: string | undefined; readonly role: string | undefined; readonly schedules: readonly string[] }> {
  const [[group], [role]] = await Promise.all([groupsOf(region, className), rolesOf(region, className)]);
  const client = new SchedulerClient(clientSettings(region));
  const schedules =
    group === undefined
      ? []
      : await ask(t`Schedules in ${region}`, () =>
          all(paginateListSchedules({ client }, { GroupName: group }), (page) => page.Schedules?.map(({ Name = "" }) => Name)),
        );
  return { group, role, schedules };
}

/** Removes the schedules and the role of a class in a region. Returns why something could not be removed, one line each. */
export async function endBackstop(region: string, className: string): Promise<string[]> {
  const scheduler = new SchedulerClient(clientSettings(region));
  const iam = new IAMClient(clientSettings(region));
  const failures: string[] = [];
  const remove = async (what: string, work: () => Promise<unknown>) => {
    try {
      await ask(what, work);
    } catch (error) {
      failures.push((error as Error).message);
    }
  };
  for (const Name of await groupsOf(region, className))
    await remove(t`Schedules ${Name} in ${region}`, () => scheduler.send(new DeleteScheduleGroupCommand({ Name })));
  for (const RoleName of await rolesOf(region, className)) {
    await remove(t`Role ${RoleName}`, async () => {
      const { PolicyNames = [] } = await iam.send(new ListRolePoliciesCommand({ RoleName }));
      for (const PolicyName of PolicyNames) await iam.send(new DeleteRolePolicyCommand({ RoleName, PolicyName }));
      await iam.send(new DeleteRoleCommand({ RoleName }));
    });
  }
  return failures;
}

/**
 * Moves the schedule of one host to its new end, and the margin after that. Returns false where the host has no schedule.
 * @throws MachineError or FailedError where it could not be moved.
 */
export async function moveBackstop(region: string, className: string, host: string, ends: Date): Promise<boolean> {
  const scheduler = new SchedulerClient(clientSettings(region));
  const name = { Name: host, GroupName: awsName(className) };
  return ask(t`The schedule that ends ${host}`, async () => {
    try {
      const { FlexibleTimeWindow, Target, ScheduleExpressionTimezone, Description, ActionAfterCompletion } = await scheduler.send(
        new GetScheduleCommand(name),
      );
      await scheduler.send(
        new UpdateScheduleCommand({
          ...{ ...name, FlexibleTimeWindow, Target, ScheduleExpressionTimezone, Description, ActionAfterCompletion },
          ScheduleExpression: scheduleAt(new Date(ends.getTime() + backstopMargin * 60_000)),
        }),
      );
      return true;
    } catch (error) {
      if (error instanceof ResourceNotFoundException) return false;
      throw error;
    }
  });
}

async function groupsOf(region: string, className: string | undefined): Promise<string[]> {
  const NamePrefix = className === undefined ? anyClass : awsName(className);
  const pages = paginateListScheduleGroups({ client: new SchedulerClient(clientSettings(region)) }, { NamePrefix });
  const names = await orNone(t`Schedules in ${region}`, () => all(pages, (page) => page.ScheduleGroups?.map(({ Name = "" }) => Name)));
  return names.filter((name) => className === undefined || name === NamePrefix);
}

async function rolesOf(region: string, className: string | undefined): Promise<string[]> {
  const pages = paginateListRoles({ client: new IAMClient(clientSettings(region)) }, { PathPrefix: rolePath });
  const names = await orNone(t`Roles`, () => all(pages, (page) => page.Roles?.map(({ RoleName = "" }) => RoleName)));
  return names.filter((name) =>
    className === undefined ? name.startsWith(anyClass) && name.endsWith(`-${region}`) : name === backstopRoleName(className, region),
  );
}

/** Most instructors' accounts may neither make roles nor list them, and not every region has the scheduler: then there is nothing to find. */
async function orNone(what: string, question: () => Promise<string[]>): Promise<string[]> {
  try {
    return await question();
  } catch (error) {
    if (isNotAllowed(error) || (error as NodeJS.ErrnoException).code === "ENOTFOUND") return [];
    throw explain(what, error);
  }
}
