// What a class on EC2 would make and cost, asked of AWS and reported before anything is made.
import stringWidth from "string-width";
import { hourlyPrice } from "../../aws/cost";
import type { PlanReport } from "../../aws/plan";
import { backstopMargin } from "../../definition/backstop";
import type { AwsTarget } from "../../definition/class-definition";
import { hostNames, type Seats } from "../../definition/seats";
import { t } from "../../language/translate";
import type { LabClass } from "../../stacks/scenarios/scenario";
import { currentEnd } from "../../workspace/extension";
import { readSeats } from "../../workspace/seats";
import { classPublicKey } from "../../workspace/ssh";
import type { Workspace } from "../../workspace/workspace";
import type { Session } from "../session";
import { refuseProblems } from "../targets/refuse-problems";

export interface AskPlanOptions {
  /** Hosts that would be made, by name. @default those that EC2 does not have */
  readonly making?: readonly string[];
  /** @default as seats.json has them */
  readonly seats?: Seats;
}

export async function askPlan(
  definition: LabClass,
  target: AwsTarget,
  workspace: Workspace,
  { making, seats = readSeats(definition, workspace) }: AskPlanOptions = {},
): Promise<PlanReport> {
  const { planReport } = await import("../../aws/plan");
  const end = currentEnd(definition.end, workspace);
  return planReport({ ...definition, ...(end && { end }) }, target, {
    hosts: hostNames(definition, seats),
    publicKey: classPublicKey(workspace),
    ...(making && { making }),
  });
}

/** @throws FailedError when something forbids making it. */
export async function reportCost(
  { definition, workspace, reporter, seats }: Session,
  target: AwsTarget,
  making: readonly string[],
): Promise<void> {
  const report = await askPlan(definition, target, workspace, { making, ...(seats && { seats }) });
  reporter.note(planScreen(report).join("\n"));
  refuseProblems(report.problems);
  if (!definition.end) reporter.note(t`The class has no end (ends or lifetime in lab.yaml): its hosts run, and cost, until npx lab down.`);
}

/** Money, in the same form everywhere. */
const usd = (amount: number) => `${amount.toFixed(2)} USD`;

/** What all hosts cost in some hours, both ways. */
function amounts({ price, hosts }: PlanReport, hours: number): string {
  const amount = (spot: boolean) => usd((hourlyPrice(price, spot) ?? 0) * hosts.length * hours);
  if (price.onDemand === undefined) return t`not known for this type`;
  return price.spot === undefined
    ? t`${amount(false)} on demand, not known as spot`
    : t`${amount(false)} on demand, ${amount(true)} as spot`;
}

/** What ends the hosts: their own timers, and a backstop if the class has one. */
function endLines({ hours, backstop }: PlanReport): string {
  if (hours === undefined) return t`none: the hosts run, and cost, until npx lab down`;
  return backstop
    ? t`each host's own timer, which anybody with sudo there can stop; and a schedule outside it, ${backstopMargin} minutes later`
    : t`each host's own timer, which anybody with sudo there can stop; target.aws.backstop adds a schedule outside it`;
}

/** CPU credits at worst, which nobody expects on a bill. */
function withCredits(cost: string, amount: number | undefined, hosts: number): string {
  return amount === undefined ? cost : t`${cost} and up to ${usd(amount * hosts)} more for CPU credits if every host works all the time`;
}

function hostsText({ hosts, missing }: PlanReport): string {
  const making =
    missing.length === 1 ? t`${hosts.length}, of which 1 is to be made` : t`${hosts.length}, of which ${missing.length} are to be made`;
  return missing.length > 0 && missing.length <= 10 ? `${making}: ${missing.join(", ")}` : making;
}

function typeText({ instanceType: { name, vcpus, zones }, spot }: PlanReport): string {
  return t`${name}, ${spot ? t`spot` : t`on demand`}, ${vcpus} vCPUs, offered in ${zones.length === 0 ? t`no zone` : zones.join(", ")}`;
}

function vcpusText({ quota, neededVcpus }: PlanReport): string {
  if (!quota) return t`${neededVcpus} more are needed; the quota of this family is not looked up`;
  return quota.limit === undefined
    ? t`${neededVcpus} more are needed; ${quota.running} run, and the limit is unknown (servicequotas:GetServiceQuota is not allowed)`
    : t`${neededVcpus} more are needed; ${quota.running} of ${quota.limit} run`;
}

function untilEndText(report: PlanReport): string {
  const { hours, end, price, budgetUsd } = report;
  if (hours === undefined) return t`the class has no end`;
  const [cost, length] = [amounts(report, hours), hours.toFixed(1)];
  const costs = end === undefined ? t`${cost} for ${length} hours` : t`${cost} for ${length} hours, to ${end}`;
  const all = withCredits(costs, price.creditsUntilEnd, 1);
  return budgetUsd === undefined ? all : t`${all}; the budget is ${usd(budgetUsd)}`;
}

/** Columns of the names. */
const nameWidth = 14;

export function planScreen(report: PlanReport): string[] {
  const { identity, region, image, instanceType, hosts, keyName, price, memoryMb } = report;
  const hourly = withCredits(amounts(report, 1), price.credits, hosts.length);
  const rows: [string, string][] = [
    [t`Account`, `${identity.account} (${identity.arn}), ${region}`],
    [t`Hosts`, hostsText(report)],
    [t`Type`, typeText(report)],
    [t`Memory`, t`${instanceType.memoryMb} MB, of which containers take at most ${memoryMb}`],
    [t`Image`, `${image.id} (${image.architecture})`],
    ["vCPUs", vcpusText(report)],
    [t`Key pair`, keyName],
    [t`An hour`, t`${hourly}, with volumes and addresses, without traffic and tax (${price.source})`],
    [t`Until the end`, untilEndText(report)],
    [t`Ended by`, endLines(report)],
  ];
  return rows.map(([name, text]) => `${name}${" ".repeat(Math.max(0, nameWidth - stringWidth(name)))} ${text}`);
}
