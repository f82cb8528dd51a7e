// `lab plan`: everything to know before a class costs, on one screen. Nothing is made.
import { FailedError } from "../../definition/errors";
import { hourlyPrice } from "../../aws/cost";
import type { PlanReport } from "../../aws/plan";
import { type CliContext, exitCode } from "../context";
import { result, say } from "../output";

/** Money in one form everywhere. */
const usd = (amount: number) => `${amount.toFixed(2)} USD`;

export async function plan(context: CliContext): Promise<number> {
  const { definition, output } = context;
  for (const warning of definition.warnings) say(warning);
  if (definition.target.kind === "aws") {
    const report = await askAws(context);
    result(output === "json" ? JSON.stringify(report, null, 2) : screen(report).join("\n"));
    return refuse(report);
  }
  const running = definition.scenarios.filter(({ state }) => state === "running");
  const each = running.map(({ spec, options }) => ({ scenario: spec.name, ...spec.uses(options) }));
  if (output === "json")
    result(
      JSON.stringify(
        { class: definition.name, target: definition.target.kind, labs: definition.students.map(({ name }) => name), each },
        null,
        2,
      ),
    );
  else {
    result(`Class ${definition.name}: ${definition.students.length} labs on target ${definition.target.kind}; it costs nothing. Each has:`);
    for (const { scenario, containers, hostPorts } of each) {
      result(
        `  ${scenario}: ${containers.join(", ") || "no container"}${hostPorts.length > 0 ? ` on ${hostPorts.map(({ port }) => port).join(", ")}` : ""}`,
      );
    }
  }
  return exitCode.ok;
}

/** The screen of a class on EC2, on stderr as part of `lab up`. Throws FailedError when something forbids it. */
export async function costScreen(context: CliContext): Promise<void> {
  if (context.definition.target.kind !== "aws") return;
  const report = await askAws(context);
  say(screen(report).join("\n"));
  refuse(report);
}

async function askAws({ definition, workspace }: CliContext): Promise<PlanReport> {
  const { planReport } = await import("../../aws/plan");
  if (definition.target.kind !== "aws") throw new Error("planReport is for target aws");
  return planReport(definition, definition.target, workspace);
}

function refuse({ problems }: PlanReport): number {
  if (problems.length > 0) throw new FailedError(problems.join("\n"), "Nothing was made");
  return exitCode.ok;
}

/** What all hosts cost in some hours, both ways. */
function amounts({ price, hosts }: PlanReport, hours: number): string {
  const amount = (spot: boolean) => usd((hourlyPrice(price, spot) ?? 0) * hosts.length * hours);
  if (price.onDemand === undefined) return "not known for this type";
  return `${amount(false)} on demand, ${price.spot === undefined ? "not known as spot" : `${amount(true)} as spot`}`;
}

export function screen(report: PlanReport): string[] {
  const { identity, region, image, instanceType, spot, quota, neededVcpus, hosts, missing, keyName, price, hours, budgetUsd } = report;
  const rows: [string, string][] = [
    ["Account", `${identity.account} (${identity.arn}), ${region}`],
    [
      "Hosts",
      `${hosts.length}, of which ${missing.length} are to be made${missing.length > 0 && missing.length <= 10 ? `: ${missing.join(", ")}` : ""}`,
    ],
    [
      "Type",
      `${instanceType.name}, ${spot ? "spot" : "on demand"}, ${instanceType.vcpus} vCPUs, offered in ${instanceType.zones.length === 0 ? "no zone" : instanceType.zones.join(", ")}`,
    ],
    ["Image", `${image.id} (${image.architecture})`],
    [
      "vCPUs",
      quota
        ? `${neededVcpus} more are needed; ${quota.running} of ${quota.limit} run`
        : `${neededVcpus} more are needed; the quota of this family is not looked up`,
    ],
    ["Key pair", keyName],
    ["An hour", `${amounts(report, 1)}, with volumes and addresses, without traffic and tax (${price.source})`],
    [
      "Until the end",
      hours === undefined
        ? "the class has no end"
        : `${amounts(report, hours)} for ${hours.toFixed(1)} hours${budgetUsd === undefined ? "" : `; the budget is ${usd(budgetUsd)}`}`,
    ],
  ];
  return rows.map(([name, text]) => `${name.padEnd(14)} ${text}`);
}
