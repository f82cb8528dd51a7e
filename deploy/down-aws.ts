// Takes a class's EC2 hosts away: Terraform first, where it knows them; then EC2 itself is asked what still stands.
import { setTimeout as sleep } from "node:timers/promises";
import type { StandingResource } from "../aws/standing";
import type { AwsTarget } from "../definition/class-definition";
import { hostsStackId, labStackId } from "../definition/names";
import { plain } from "../definition/plain-text";
import type { LabClass } from "../stacks/scenarios/scenario";
import type { TerraformBinary } from "../terraform/binary";
import { formatDiagnostic } from "../terraform/diagnostic";
import { TerraformRun } from "../terraform/run";
import { type DeployedLab, readRecord, withoutLabs, writeRecord } from "../workspace/record";
import { noteHosts } from "../workspace/seen-hosts";
import type { Workspace } from "../workspace/workspace";
import { forgetState } from "./forget-state";
import type { Failure, Reporter } from "./session";
import { synthesize } from "./synthesize";

/** Seconds that EC2 may take to say `terminated` after Terraform is done. */
const endTimeout = 120;

export interface AwsDownOptions {
  readonly className: string;
  readonly workspace: Workspace;
  readonly signal: AbortSignal;
  readonly reporter: Reporter;
  readonly region: string;
  /** Labs that stand on the hosts of this region. */
  readonly labs: readonly DeployedLab[];
  /** The class as lab.yaml has it, where it can be read and is in this region. */
  readonly definition?: { readonly whole: LabClass; readonly target: AwsTarget };
  readonly terraform: TerraformBinary;
}

export interface AwsRemoval {
  readonly region: string;
  /** What EC2 still lists with the class's tags. */
  readonly standing: readonly StandingResource[];
  readonly failures: readonly Failure[];
}

export async function endHosts(options: AwsDownOptions): Promise<AwsRemoval> {
  const { className, region, reporter, signal, workspace, labs } = options;
  const { standing } = await import("../aws/standing");
  const [destroyed, asked] = await reporter.run<Failure[] | readonly StandingResource[]>([
    {
      title: `Hosts in ${region}`,
      work: (step) => destroy(options, step),
      summary: (failures) => (failures.length === 0 ? "gone" : new Error("Terraform could not end all of it")),
    },
    {
      title: "What still stands, asked of EC2",
      work: async () => {
        let left = await standing(region, className);
        for (const end = Date.now() + endTimeout * 1000; left.some(isEnding) && Date.now() < end && !signal.aborted;) {
          await sleep(2000);
          left = await standing(region, className);
        }
        return left;
      },
      summary: (left) => (left.length === 0 ? "nothing" : `${left.length} things`),
    },
  ]);
  const failures = destroyed?.ok ? (destroyed.value as Failure[]) : [{ message: destroyed?.error.message ?? "was not tried" }];
  if (!asked?.ok) return { region, standing: [], failures: [...failures, { message: asked?.error.message ?? "EC2 was not asked" }] };
  const left = asked.value as readonly StandingResource[];
  if (!left.some(({ kind }) => kind === "instance")) {
    await forgetState(
      workspace,
      labs.map(({ student }) => labStackId(student)),
    );
    if (left.length === 0) {
      await forgetState(workspace, [hostsStackId]);
      const { record } = readRecord(workspace);
      writeRecord(workspace, { ...withoutLabs(record, labs), regions: record.regions.filter((known) => known !== region) });
    }
  }
  return { region, standing: left, failures };
}

async function destroy({ definition, terraform, signal, workspace }: AwsDownOptions, step: (text: string) => void): Promise<Failure[]> {
  if (!definition) return [];
  const stack = (await synthesize(definition.whole, workspace, workspace.outFolder)).find(({ id }) => id === hostsStackId);
  if (!stack) return [];
  const run = new TerraformRun(terraform, stack, signal);
  step("looking at the providers");
  const prepared = await run.init();
  const outcome = prepared.ok ? await run.destroy(["-parallelism=50"], (text) => step(plain(text))) : prepared;
  return outcome.diagnostics.map((diagnostic) => ({ message: formatDiagnostic(diagnostic) }));
}

function isEnding({ kind, detail }: StandingResource): boolean {
  return kind === "instance" && detail.includes("shutting-down");
}

/** One sentence on what the class has cost. */
export async function spent({ whole, target }: NonNullable<AwsDownOptions["definition"]>, workspace: Workspace): Promise<string> {
  const { classCost } = await import("../aws/cost");
  const { classInstances } = await import("../aws/instances");
  const { hostPrice } = await import("../aws/prices");
  const hosts = noteHosts(workspace, whole.end, await classInstances(target.region, whole.name));
  const price = await hostPrice(target);
  const { usd, hostHours, endsUnseen } = classCost(hosts, price);
  const unseen = endsUnseen.length > 0 ? ` At most: nobody saw ${endsUnseen.join(", ")} end.` : "";
  const amount = usd === undefined ? "its price is not known" : `about ${usd.toFixed(2)} USD without traffic and tax, by ${price.source}`;
  return `${hosts.length} hosts ran ${hostHours.toFixed(1)} hours in all: ${amount}.${unseen}`;
}
