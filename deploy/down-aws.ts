// `lab down` of a class on EC2: the hosts go first and the labs with them; then EC2 itself is asked what still stands.
import { setTimeout as sleep } from "node:timers/promises";
import type { AwsTarget } from "../definition/class-definition";
import { FailedError } from "../definition/errors";
import { synthesize } from "./synthesize";
import { LabStack } from "../stacks/lab-stack";
import type { StandingResource } from "../aws/standing";
import { type CliContext, exitCode } from "../cli/context";
import { forgetState } from "./forget-state";
import { hostsRun } from "./hosts";
import { confirm, paint, plain, result, say, table } from "../cli/output";
import { progress, task } from "../cli/progress";
import { findTerraform, noTerraform } from "../terraform/binary";

/** Seconds that EC2 may take to say `terminated` after Terraform is done. */
const patience = 120;

export async function downAws(context: CliContext, target: AwsTarget): Promise<number> {
  const { definition, workspace, signal, output } = context;
  const { classInstances } = await import("../aws/instances");
  const { standing } = await import("../aws/standing");
  const { noteHosts } = await import("../aws/cost");
  const instances = await classInstances(target.region, definition.name);
  noteHosts(definition, workspace, instances);
  const running = instances.filter(({ state }) => state !== "terminated").length;
  if (
    !(await confirm(
      `End class ${definition.name} in ${target.region}: ${running} ${running === 1 ? "host" : "hosts"} and all that is on them?`,
      context,
    ))
  )
    return exitCode.failed;

  const terraform = await findTerraform();
  if (!terraform) throw noTerraform();
  const errors: string[] = [];
  let left: StandingResource[] = [];
  await progress(
    [
      task("Hosts", async (step, setTitle) => {
        const run = hostsRun(await synthesize(definition, workspace, workspace.outFolder), terraform, signal);
        if (!run) throw new Error("target aws has a hosts stack");
        step("looking at the providers");
        const prepared = await run.init();
        const outcome = prepared.ok ? await run.destroy(["-parallelism=50"], (text) => step(plain(text))) : prepared;
        errors.push(...outcome.errors.map(plain));
        if (!outcome.ok) throw new Error("Terraform could not end all of it");
        setTitle("Hosts: gone");
      }),
      task("What still stands, asked of EC2", async (_, setTitle) => {
        left = await standing(target.region, definition.name);
        for (const end = Date.now() + patience * 1000; left.some(isEnding) && Date.now() < end && !signal.aborted;) {
          await sleep(2000);
          left = await standing(target.region, definition.name);
        }
        setTitle(`What still stands, asked of EC2: ${left.length === 0 ? "nothing" : `${left.length} things`}`);
      }),
    ],
    { goOn: true },
  );
  if (!left.some(({ kind }) => kind === "instance")) {
    await forgetState(
      context,
      definition.students.map((student) => LabStack.idOf(student)),
    );
  }
  for (const error of errors) say(error);
  const cost = await spent(context, target);
  if (output === "json") result(JSON.stringify({ class: definition.name, standing: left, cost }, null, 2));
  if (left.length > 0) {
    if (output === "table") result(standingTable(left));
    throw new FailedError(
      `${left.length} things of class ${definition.name} still stand in ${target.region}`,
      "npx lab down again, or the command beside each",
    );
  }
  if (output === "table") result(paint("green", `Class ${definition.name} is down. ${cost}`));
  return exitCode.ok;
}

function isEnding({ kind, detail }: StandingResource): boolean {
  return kind === "instance" && detail.includes("shutting-down");
}

export function standingTable(left: readonly StandingResource[]): string {
  return table(
    ["class", "kind", "id", "what", "take it away"],
    left.map(({ className, kind, id, detail, command }) => [className, kind, id, detail, command].map(plain)),
  );
}

/** One sentence on what the class has cost. */
async function spent({ definition, workspace }: CliContext, target: AwsTarget): Promise<string> {
  const { classCost, noteHosts } = await import("../aws/cost");
  const { classInstances } = await import("../aws/instances");
  const { hostPrice } = await import("../aws/prices");
  const hosts = noteHosts(definition, workspace, await classInstances(target.region, definition.name));
  const price = await hostPrice(target);
  const { usd, hostHours, endsUnseen } = classCost(hosts, price);
  const unseen = endsUnseen.length > 0 ? ` At most: nobody saw ${endsUnseen.join(", ")} end.` : "";
  const amount = usd === undefined ? "its price is not known" : `about ${usd.toFixed(2)} USD without traffic and tax, by ${price.source}`;
  return `${hosts.length} hosts ran ${hostHours.toFixed(1)} hours in all: ${amount}.${unseen}`;
}
