// Takes labs away by the labels of what was made, so that neither Terraform's state nor a student's doings can stop it.
// What was deployed is known from the record, whatever became of lab.yaml; a lab counts as gone when its Engine was seen without it.
import type { Machine } from "../definition/class-definition";
import { labStackId } from "../definition/names";
import { failureOf, type Host, sshHost, succeeded, thisMachine } from "../engine/host";
import { engineError } from "../engine/inspect";
import { purgeScript, readRemoval, removalScript } from "../provisioning/removal";
import { type DeployedLab, readRecord, withoutLabs, writeRecord } from "../workspace/record";
import { writeSshConfig } from "../workspace/ssh";
import type { Workspace } from "../workspace/workspace";
import { forgetState } from "./forget-state";
import type { Failure, Reporter } from "./session";
import { reachedAt } from "./targets/local";

/** Seconds for a removal on a host. */
const timeout = 120;

/** What became of one lab. */
export interface Removal {
  readonly student: string;
  readonly removed: readonly string[];
  /** Students' own containers that were taken off a network of the lab. */
  readonly freed: readonly string[];
  readonly left: readonly string[];
  /** Data folders that are still on the host. */
  readonly data: readonly string[];
  /** Why the lab, or its data where that was to go, still stands. */
  readonly failure?: Failure;
}

export interface RemoveOptions {
  readonly className: string;
  readonly workspace: Workspace;
  readonly signal: AbortSignal;
  readonly reporter: Reporter;
  /** Remove the databases' files as well. */
  readonly purge: boolean;
  /** Takes stacks out of a state that is kept elsewhere. @default the state is on this machine */
  readonly forgetRemote?: (stackIds: readonly string[]) => Promise<void>;
}

/** Removes labs on this machine and on machines over SSH, at most `concurrent` at once; in their order. */
export async function removeLabs(labs: readonly DeployedLab[], options: RemoveOptions, concurrent: number): Promise<Removal[]> {
  const { workspace, reporter } = options;
  const hosts = hostsOf(labs, workspace);
  const results = await reporter.run<Removal>(
    hosts.map(({ lab, host }) => ({
      title: `Lab of ${lab.student}`,
      work: () => removeLab(lab, host, options),
      summary: ({ failure, removed }) =>
        failure ? new Error(failure.message) : removed.length === 0 ? "nothing was there" : `${removed.length} things removed`,
    })),
    { concurrent },
  );
  return hosts.flatMap(({ lab }, at): Removal[] => {
    const result = results[at];
    if (result?.ok) return [result.value];
    const message = result ? result.error.message : "it was not tried";
    return [{ student: lab.student, removed: [], freed: [], left: [], data: [], failure: { message } }];
  });
}

function hostsOf(labs: readonly DeployedLab[], workspace: Workspace): { lab: DeployedLab; host: Host | undefined }[] {
  const machines = labs.flatMap(({ machine }) => (machine ? [withoutUndefined(machine)] : []));
  const config = machines.length > 0 ? writeSshConfig(workspace, { machines, onEc2: false }) : "";
  return labs.map((lab) => {
    if (lab.target.kind === "local") return { lab, host: thisMachine(lab.student, reachedAt(lab.target.bind)) };
    return { lab, host: lab.machine && sshHost(lab.student, lab.machine, config) };
  });
}

function withoutUndefined({ address, user, port, identity, agent, proxyJump }: NonNullable<DeployedLab["machine"]>): Machine {
  return {
    ...{ address, user, port },
    ...(identity !== undefined && { identity }),
    ...(agent !== undefined && { agent }),
    ...(proxyJump !== undefined && { proxyJump }),
  };
}

async function removeLab(lab: DeployedLab, host: Host | undefined, options: RemoveOptions): Promise<Removal> {
  const { className, signal, purge } = options;
  const nothing = { student: lab.student, removed: [], freed: [], left: [], data: lab.data };
  if (!host)
    return { ...nothing, failure: { message: "its machine is not known", next: "Name it in target.hosts, then npx lab down again" } };
  const answer = await host.run(removalScript(className, lab.student), { timeout, signal });
  const lines = "stdout" in answer ? readRemoval(answer.stdout) : [];
  const named = (became: string) => lines.filter((line) => line.became === became).map(({ kind, name }) => `${kind} ${name}`);
  const removal = { student: lab.student, removed: named("removed"), freed: named("freed"), left: named("left"), data: lab.data };
  if (!succeeded(answer)) return { ...removal, failure: notRemoved(host, answer, removal.left) };
  if (purge && lab.data.length > 0) {
    const purged = await host.run(purgeScript(lab.data, lab.images), { timeout, signal });
    if (!succeeded(purged))
      return {
        ...removal,
        failure: {
          message: `its data in ${lab.data.join(", ")} could not be removed (${failureOf(purged)})`,
          next: `Remove it there: npx lab exec --on ${lab.student} -- sudo rm -rf ${lab.data.join(" ")}`,
        },
      };
  }
  await forget(lab, options);
  return { ...removal, data: purge ? [] : lab.data };
}

/** Only what was seen gone comes here. */
async function forget(lab: DeployedLab, { workspace, forgetRemote }: RemoveOptions): Promise<void> {
  await forgetState(workspace, [labStackId(lab.student)], forgetRemote);
  writeRecord(workspace, withoutLabs(readRecord(workspace).record, [lab]));
}

function notRemoved(host: Host, answer: Parameters<typeof engineError>[1], left: readonly string[]): Failure {
  if (answer.kind === "done" && left.length > 0)
    return { message: `Docker refused: ${left.join(", ")}`, next: `Look at it: npx lab exec --on ${host.student} -- docker ps -a` };
  const { message, next } = engineError(host, answer);
  return { message, next };
}
