// Removes labs by the labels of what was made, so that neither Terraform's state nor anything that a student did can stop it.
// What was deployed is known from the record, whatever became of lab.yaml; a lab counts as gone once its Engine was seen without it.
import { withoutUndefined } from "../definition/without-undefined";
import { asCalled } from "../language/called";
import { amount } from "../language/counted";
import { labStackId } from "../definition/names";
import { type Answer, failureOf, type Host, lastLine, succeeded } from "../engine/host";
import { engineError } from "../engine/inspect";
import { t } from "../language/translate";
import {
  dataWithoutDocker,
  purgeScript,
  readData,
  readRemoval,
  type RemovalLine,
  removalScript,
  type Thing,
} from "../provisioning/removal";
import { quote } from "../provisioning/shell";
import { neverReady } from "../workspace/never-ready";
import { changeRecord, databaseKey, type DeployedLab, hasLab, placeName, readRecord, sameLab, withoutLabs } from "../workspace/record";
import { writeSshConfig } from "../workspace/ssh";
import type { Workspace } from "../workspace/workspace";
import { builtImages } from "./built-images";
import { agreeToForget, forgotten, withoutFailure } from "./forget-lab";
import { forgetState } from "./forget-state";
import { type Removal, thingInWords } from "./removal";
import { type Failure, failureFrom, type Reporter } from "./session";
import { recordedHost, withoutHost } from "./targets";

/** Seconds for a removal on a host. */
const timeout = 120;

export interface RemoveOptions {
  readonly className: string;
  readonly workspace: Workspace;
  readonly signal: AbortSignal;
  readonly reporter: Reporter;
  /** Remove the databases' files as well. */
  readonly purge: boolean;
  /** Students whose labs may be forgotten where their Engines cannot be asked, after asking the person. @default none */
  readonly forget?: readonly string[];
  /** Removes stacks from a state that is kept elsewhere. @default the state is on this machine */
  readonly forgetRemote?: (stackIds: readonly string[]) => Promise<void>;
}

/** Removes labs, at most `concurrent` at once; in their order. */
export async function removeLabs(labs: readonly DeployedLab[], options: RemoveOptions, concurrent: number): Promise<Removal[]> {
  const { reporter } = options;
  const hosts = hostsOf(labs, options);
  const results = await reporter.run<Removal>(
    hosts.map(({ lab, host }) => ({
      title: twice(lab, labs) ? t`Lab of ${lab.student} on ${placeName(lab)}` : t`Lab of ${lab.student}`,
      work: () => removeLab(lab, host, options),
      summary: ({ failure, removed }) => {
        if (failure) return new Error(failure.message);
        return removed.length === 0 ? t`nothing was there` : t`${amount(removed.length, "thing")} removed`;
      },
    })),
    { concurrent },
  );
  const removals = hosts.map(({ lab }, at): Removal => {
    const result = results[at];
    if (result?.ok) return result.value;
    return { ...untouched(lab), failure: result ? failureFrom(result.error) : { message: t`it was not tried` } };
  });
  const isUnsure = removals.some(({ unseen, interrupted }) => unseen || interrupted);
  const never = isUnsure ? neverReady(options.workspace, readRecord(options.workspace).record) : [];
  const settled: Removal[] = [];
  for (const [at, { lab }] of hosts.entries()) settled.push(await settle(removals[at] ?? untouched(lab), lab, never, options));
  return settled;
}

/** A lab that nobody could look for is forgotten where nothing was ever made of it, or where the person wants that. */
async function settle(removal: Removal, lab: DeployedLab, never: readonly DeployedLab[], options: RemoveOptions): Promise<Removal> {
  if (removal.interrupted && hasLab(never, lab)) return { ...withoutFailure(removal), interrupted: true, neverReady: true };
  if (removal.unseen && hasLab(never, lab)) {
    await forget(lab, options);
    return { ...withoutFailure(removal), neverReady: true };
  }
  if (!removal.unseen || options.forget?.includes(lab.student) !== true) return removal;
  if (!(await agreeToForget(removal, placeName(lab), options))) return removal;
  await forget(lab, options);
  return forgotten(removal);
}

/** Whether a student has a second lab among these, on another Engine. */
function twice({ student }: DeployedLab, labs: readonly DeployedLab[]): boolean {
  return labs.filter((lab) => lab.student === student).length > 1;
}

function untouched({ student, machine, data }: DeployedLab): Removal {
  return { student, ...(machine && { address: machine.address }), removed: [], freed: [], left: [], kept: [], data };
}

function hostsOf(labs: readonly DeployedLab[], { workspace }: RemoveOptions): { lab: DeployedLab; host: Host | undefined }[] {
  const machines = labs.flatMap(({ machine }) => (machine ? [withoutUndefined(machine)] : []));
  const config = machines.length > 0 ? writeSshConfig(workspace, { machines, makesHosts: false }) : "";
  return labs.map((lab) => ({ lab, host: recordedHost(lab, config) }));
}

async function removeLab(lab: DeployedLab, host: Host | undefined, options: RemoveOptions): Promise<Removal> {
  const { className, workspace, signal, purge } = options;
  if (!host) return { ...untouched(lab), failure: withoutHost(lab), unseen: true };
  const { student, builds = [], makes: names = [], since } = lab;
  const built = builtImages(workspace, lab);
  const unknown = builds.filter((name) => !built.some((one) => one.name === name));
  const script = removalScript(className, student, {
    isHost: host.login !== undefined,
    ...{ built, data: lab.data },
    ...(since === undefined ? { doubtful: [...unknown, ...names] } : { doubtful: unknown, made: { names, since } }),
  });
  const answer = await host.run(script, { timeout, signal });
  const stdout = "stdout" in answer ? answer.stdout : "";
  const lines = readRemoval(stdout);
  const named = (became: RemovalLine["became"]) => lines.filter((line) => line.became === became).map(({ kind, name }) => ({ kind, name }));
  const removal: Removal = {
    ...untouched(lab),
    ...{ removed: named("removed"), freed: named("freed"), left: named("left"), kept: named("kept") },
    data: succeeded(answer) ? readData(stdout, lab.data) : lab.data,
  };
  if (!succeeded(answer)) {
    const failure = notRemoved(host, answer, removal.left, options);
    if (answer.kind === "interrupted") return { ...removal, failure, interrupted: true };
    return { ...removal, failure, ...(removal.left.length === 0 && { unseen: true }) };
  }
  if (purge && lab.data.length > 0) {
    const purged = await host.run(purgeScript(lab.data, lab.images), { timeout, signal });
    if (!succeeded(purged)) {
      const byHand = `sudo rm -rf ${lab.data.map(quote).join(" ")}`;
      const next =
        purged.kind === "interrupted"
          ? t`npx lab down --purge goes on from here`
          : t`Remove it by hand: ${host.login ? `npx lab exec --on ${lab.student} -- ${byHand}` : byHand}`;
      return {
        ...removal,
        failure: { message: t`its data in ${lab.data.join(", ")} could not be removed (${failureOf(purged)})`, next },
      };
    }
  }
  await forget(lab, options);
  return { ...removal, ...(purge && { data: [] }) };
}

/** Called only for what was seen to be gone. */
async function forget(lab: DeployedLab, { workspace, purge, forgetRemote }: RemoveOptions): Promise<void> {
  const { record } = readRecord(workspace);
  // the state is of one of a student's labs, and goes with the last of them
  const isLast = !record.labs.some((other) => other.student === lab.student && !sameLab(other, lab));
  if (isLast) await forgetState(workspace, [labStackId(lab.student)], forgetRemote);
  const gone = new Set(purge ? lab.data.map((folder) => databaseKey(lab, folder)) : []);
  changeRecord(workspace, (before) => ({
    ...withoutLabs(before, [lab]),
    databases: Object.fromEntries(Object.entries(before.databases).filter(([key]) => !gone.has(key))),
  }));
}

function notRemoved(host: Host, answer: Answer, left: readonly Thing[], { purge }: Pick<RemoveOptions, "purge">): Failure {
  if (answer.kind === "interrupted")
    return { message: failureOf(answer), next: purge ? t`npx lab down --purge goes on from here` : t`npx lab down goes on from here` };
  const look = host.login ? asCalled(`npx lab exec --on ${host.student} -- docker ps -a`) : "docker ps -a";
  if (answer.kind === "done" && left.length > 0)
    return { message: t`Docker refused: ${left.map(thingInWords).join(", ")}`, next: t`Look at it: ${look}` };
  if (answer.kind === "done" && answer.status === dataWithoutDocker)
    return {
      message: lastLine(answer.stderr),
      next: t`Install Docker again (npx lab up --on ${host.student}), or remove that folder there; then npx lab down again`,
    };
  return failureFrom(engineError(host, answer, { isLeaving: true }));
}
