// What a class on EC2 would make and cost, asked of AWS and reported before anything is made.
import { hourlyPrice } from "../../aws/cost";
import type { PlanReport } from "../../aws/plan";
import { backstopMargin } from "../../definition/backstop";
import type { AwsTarget } from "../../definition/class-definition";
import { FailedError } from "../../definition/errors";
import { hostNames, type Seats } from "../../definition/seats";
import type { LabClass } from "../../stacks/scenarios/scenario";
import { currentEnd } from "../../workspace/extension";
import { readSeats } from "../../workspace/seats";
import { classPublicKey } from "../../workspace/ssh";
import type { Workspace } from "../../workspace/workspace";
import type { Session } from "../session";

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
  refuseProblems(report);
  if (!definition.end) reporter.note("The class has no end (ends or lifetime in lab.yaml): its hosts run, and cost, until npx lab down.");
}

/** @throws FailedError when something forbids making the class. */
export function refuseProblems({ problems }: PlanReport): void {
  if (problems.length > 0) throw new FailedError(problems.join("\n"), "Nothing was made");
}

/** Money in one form everywhere. */
const usd = (amount: number) => `${amount.toFixed(2)} USD`;

/** What all hosts cost in some hours, both ways. */
function amounts({ price, hosts }: PlanReport, hours: number): string {
  const amount = (spot: boolean) => usd((hourlyPrice(price, spot) ?? 0) * hosts.length * hours);
  if (price.onDemand === undefined) return "not known for this type";
  return `${amount(false)} on demand, ${price.spot === undefined ? "not known as spot" : `${amount(true)} as spot`}`;
}

/** Which of a class's two lines of an end it has. */
function endLines({ hours, backstop }: PlanReport): string {
  if (hours === undefined) return "none: the hosts run, and cost, until npx lab down";
  const own = "each host's own timer, which who has sudo there can stop";
  return backstop
    ? `${own}; and a schedule outside it, ${backstopMargin} minutes later`
    : `${own}; target.aws.backstop adds a schedule outside it`;
}

/** CPU credits at worst, which nobody expects on a bill. */
function creditsOf(amount: number | undefined, hosts: number): string {
  return amount === undefined ? "" : ` and up to ${usd(amount * hosts)} more for CPU credits if every host works all the time`;
}

export function planScreen(report: PlanReport): string[] {
  const {
    identity,
    region,
    image,
    instanceType,
    spot,
    quota,
    neededVcpus,
    hosts,
    missing,
    keyName,
    price,
    hours,
    end,
    budgetUsd,
    memoryMb,
  } = report;
  const rows: [string, string][] = [
    ["Account", `${identity.account} (${identity.arn}), ${region}`],
    [
      "Hosts",
      `${hosts.length}, of which ${missing.length} ${missing.length === 1 ? "is" : "are"} to be made${missing.length > 0 && missing.length <= 10 ? `: ${missing.join(", ")}` : ""}`,
    ],
    [
      "Type",
      `${instanceType.name}, ${spot ? "spot" : "on demand"}, ${instanceType.vcpus} vCPUs, offered in ${instanceType.zones.length === 0 ? "no zone" : instanceType.zones.join(", ")}`,
    ],
    ["Memory", `${instanceType.memoryMb} MB, of which containers take at most ${memoryMb}`],
    ["Image", `${image.id} (${image.architecture})`],
    [
      "vCPUs",
      quota
        ? `${neededVcpus} more are needed; ${quota.running} ${quota.limit === undefined ? `run, of how many is unknown (servicequotas:GetServiceQuota is not allowed)` : `of ${quota.limit} run`}`
        : `${neededVcpus} more are needed; the quota of this family is not looked up`,
    ],
    ["Key pair", keyName],
    [
      "An hour",
      `${amounts(report, 1)}${creditsOf(price.credits, hosts.length)}, with volumes and addresses, without traffic and tax (${price.source})`,
    ],
    [
      "Until the end",
      hours === undefined
        ? "the class has no end"
        : `${amounts(report, hours)} for ${hours.toFixed(1)} hours${end === undefined ? "" : `, to ${end}`}${creditsOf(price.creditsUntilEnd, 1)}${budgetUsd === undefined ? "" : `; the budget is ${usd(budgetUsd)}`}`,
    ],
  ];
  rows.push(["Ended by", endLines(report)]);
  return rows.map(([name, text]) => `${name.padEnd(14)} ${text}`);
}
