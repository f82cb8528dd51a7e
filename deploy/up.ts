// Brings a class up: from synthesized stacks to labs that answer.
import pLimit from "p-limit";
import { FailedError, InputError } from "../definition/errors";
import { hostsAtOnce } from "../definition/limits";
import { hostsStackId } from "../definition/names";
import { hostOf } from "../definition/seats";
import type { Host } from "../engine/host";
import type { EngineState } from "../engine/inspect";
import { labStatus, type LabStatus } from "../engine/status";
import type { TerraformBinary } from "../terraform/binary";
import { type SynthesizedStack, TerraformRun } from "../terraform/run";
import { readRecord, withLabs, writeRecord } from "../workspace/record";
import { readSeats } from "../workspace/seats";
import { endElsewhere } from "./elsewhere-aws";
import { bringUpHosts, type HostFailures, interrupted } from "./hosts";
import { applyLabs, type DeployedLabReport, destructiveChanges, isFailed, type PerStudent, type PlannedLab, planLabs } from "./labs";
import { type Failure, type Session, valueOf } from "./session";
import { targetOf } from "./targets";

/** Seconds that a scenario may take to answer after its containers are healthy. */
const answerTimeout = 60;

export interface UpOptions {
  readonly terraform: TerraformBinary;
  readonly stacks: readonly SynthesizedStack[];
  /** The Engine of target local, where it has been asked already. */
  readonly engine?: EngineState;
  /** Stacks that run at once. */
  readonly concurrent: number;
  /** Options for `terraform plan`, of the labs' stacks and of the hosts'. @default none */
  readonly terraformOptions?: { readonly labs?: readonly string[]; readonly hosts?: readonly string[] };
  /** Called when nothing is asked any more and hosts are about to be changed. @default nobody is called */
  readonly onAgreed?: () => void;
}

export interface UpReport {
  /** In the roster's order. */
  readonly labs: readonly LabStatus[];
  /** What failed and belongs to no student. */
  readonly others: readonly Failure[];
}

/** @throws FailedError or InputError when nothing was changed, or when it was interrupted. */
export async function up(session: Session, options: UpOptions): Promise<UpReport> {
  const { definition, chosen, workspace, signal } = session;
  const target = targetOf(definition, workspace);
  await endElsewhere(session);
  const { record } = readRecord(workspace);
  writeRecord(
    workspace,
    withLabs(
      record,
      chosen.students.map(({ name }) => target.deployedLab(name)),
    ),
  );
  const hostsStack = options.stacks.find(({ id }) => id === hostsStackId);
  const failures: HostFailures = hostsStack
    ? await bringUpHosts(session, new TerraformRun(options.terraform, hostsStack, signal), {
        terraform: options.terraformOptions?.hosts ?? [],
        ...(options.onAgreed && { onAgreed: options.onAgreed }),
      })
    : { byHost: new Map(), others: [] };
  const wanted = new Set(chosen.students.map(({ name }) => name));
  const hosts = (await target.hosts()).filter(({ student }) => wanted.has(student));
  const planned = await planLabs(session, {
    ...options,
    hosts,
    terraformOptions: options.terraformOptions?.labs ?? [],
    environment: await target.environment(),
  });
  const free = reportConflicts(planned, session);
  await agree(free, session);
  const deployed = await applyLabs(session, free, options.concurrent);
  for (const [student, lab] of deployed) {
    if (!isFailed(lab) && lab.started.length > 0)
      session.reporter.note(`${student}: started again, as they had been stopped: ${lab.started.join(", ")}`);
  }
  const labs = await finalStatus(session, { hosts, failures, planned, deployed });
  if (signal.aborted) throw interrupted();
  return { labs, others: failures.others };
}

/** Reports what is in the way, and returns the labs that are free to go on. */
function reportConflicts(planned: PerStudent<PlannedLab>, { reporter }: Session): PlannedLab[] {
  const labs = [...planned.values()].filter((lab): lab is PlannedLab => !isFailed(lab));
  const blocked = labs.filter(({ conflicts }) => conflicts.length > 0);
  for (const { host, conflicts } of blocked) {
    for (const { what, fix } of conflicts) reporter.note(`${host.student}: ${what}.\n  Free it: ${fix}`);
  }
  if (blocked.length > 0 && blocked.length === labs.length)
    throw new FailedError("Nothing was changed: names or ports of the lab are taken", "Free them as said above, then: npx lab up");
  return labs.filter(({ conflicts }) => conflicts.length === 0);
}

async function agree(labs: readonly PlannedLab[], { reporter }: Session): Promise<void> {
  const lost = labs.flatMap((lab) => destructiveChanges(lab).map((change) => `  ${lab.host.student}: ${change}`));
  if (lost.length === 0) return;
  reporter.note(`What was written in these containers will be lost:\n${lost.join("\n")}`);
  if (!(await reporter.ask("Go on?"))) throw new InputError("Nothing was changed");
}

interface Results {
  readonly hosts: readonly Host[];
  readonly failures: HostFailures;
  readonly planned: PerStudent<PlannedLab>;
  readonly deployed: PerStudent<DeployedLabReport>;
}

async function finalStatus(session: Session, results: Results): Promise<LabStatus[]> {
  const { chosen, definition, workspace, reporter } = session;
  const limit = pLimit(hostsAtOnce);
  const seats = session.seats ?? readSeats(definition, workspace);
  const [answered] = await reporter.run([
    {
      title: "Wait until everything answers",
      work: () => Promise.all(chosen.students.map(({ name }) => limit(() => studentStatus(name, hostOf(name, seats), session, results)))),
    },
  ]);
  return valueOf(answered);
}

async function studentStatus(
  student: string,
  hostName: string,
  { definition, workspace, chosen, signal }: Session,
  { hosts, failures, planned, deployed }: Results,
): Promise<LabStatus> {
  const host = hosts.find((candidate) => candidate.student === student);
  const address = host?.address ?? "-";
  const failed = (failure: Failure): LabStatus => ({
    ...{ student, address, scenarios: [] },
    error: failure.message,
    ...(failure.next !== undefined && { next: failure.next }),
  });
  const hostFailure = failures.byHost.get(hostName);
  if (hostFailure) return failed(hostFailure);
  const lab = deployed.get(student) ?? planned.get(student);
  if (!host || !lab)
    return failed((await targetOf(definition, workspace).absent(student)) ?? { message: "has no host", next: "npx lab up makes it" });
  if (isFailed(lab)) return failed(lab.failure);
  if ("conflicts" in lab && lab.conflicts.length > 0) return failed({ message: lab.conflicts.map(({ what }) => what).join("; ") });
  return labStatus(host, chosen, { timeout: answerTimeout, signal, ...(lab.engine && { engine: lab.engine }) });
}
