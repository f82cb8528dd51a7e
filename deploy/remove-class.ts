// Removes a class, or some of its labs, as it was planned: labs on machines that exist, hosts on clouds, and the records of both.
import { hostsAtOnce } from "../definition/limits";
import { hostsStackId, labStackId } from "../definition/names";
import { makesHosts } from "../definition/targets";
import { t } from "../language/translate";
import type { LabClass } from "../stacks/scenarios/scenario";
import { noTerraform } from "../terraform/binary";
import { isDeployed } from "../workspace/deployed";
import type { Workspace } from "../workspace/workspace";
import { classTerraform } from "./class-terraform";
import { removeLabs, type RemoveOptions } from "./down";
import { agreeToForget, forgotten } from "./forget-lab";
import { forgetState } from "./forget-state";
import type { KnownClass } from "./known-class";
import { type EndedOnCloud, endMadeHosts, type OnCloud } from "./made-hosts";
import type { Removal } from "./removal";
import { type RemovalPlan, type RemovalScope, unknownLabs } from "./removal-plan";
import { forgetRemoteState } from "./remote-state";
import type { Reporter } from "./session";
import { synthesize } from "./synthesize";

/** What became of one class. */
export interface ClassRemoval {
  readonly known: KnownClass;
  readonly removals: readonly Removal[];
  readonly ended: readonly EndedOnCloud[];
  /** What its hosts have cost, a sentence for each cloud that knew of any. */
  readonly costs: readonly string[];
}

/** Removes what was planned. What could not be removed is on record as before, and part of what is returned. */
export async function removeClass(plan: RemovalPlan, scope: RemovalScope, reporter: Reporter): Promise<ClassRemoval> {
  const { known, labs, clouds, hosts } = plan;
  const { name: className, workspace, definition } = known;
  const { on, forget, purge, signal } = scope;
  const remote = definition?.state && {
    forgetRemote: (stackIds: readonly string[]) => forgetInS3(definition, workspace, stackIds, signal),
  };
  const options = { className, workspace, signal, reporter, purge, forget, ...remote };
  const onMadeHosts = labs.filter(({ target }) => makesHosts(target));
  const removals = await removeLabs(
    labs.filter((lab) => !onMadeHosts.includes(lab)),
    options,
    hostsAtOnce,
  );
  // of a class that a cloud was only searched for, and does not have, what is known elsewhere is kept
  const had = clouds.filter(({ places, found }) => places.regions.length > 0 || found.length > 0);
  if (had.length > 0) {
    const ended = await endMadeHosts(had, {
      className,
      workspace,
      signal,
      reporter,
      labs: onMadeHosts,
      ...remote,
      ...(hosts && { hosts }),
    });
    return { known, removals, ended, costs: await costsOf(had, definition) };
  }
  if (on !== undefined) return { known, removals, ended: [], costs: [] };
  const isAlone = forget.length > 0;
  const lost = isAlone
    ? unknownLabs(workspace, [...known.record.labs, ...labs]).filter(({ student }) => forget.includes(student))
    : unknownLabs(workspace, labs);
  const all = [...removals, ...(await forgetLost(lost, options))];
  // the gates of existing machines no longer stand for anything
  const isWhole = !isAlone || !isDeployed(workspace);
  if (isWhole && all.every(({ failure }) => !failure)) await forgetState(workspace, [hostsStackId], remote?.forgetRemote);
  return { known, removals: all, ended: [], costs: [] };
}

async function costsOf(clouds: readonly OnCloud[], definition: LabClass | undefined): Promise<string[]> {
  const costs = await Promise.all(
    clouds.map(({ there }) =>
      there.spent(definition).catch((error: unknown) => t`What it cost cannot be said: ${(error as Error).message}`),
    ),
  );
  return costs.flatMap((cost) => cost ?? []);
}

/** Of labs known only from a state file, those are forgotten that the person names and agrees to. */
async function forgetLost(lost: readonly Removal[], options: RemoveOptions): Promise<Removal[]> {
  const { workspace, forget = [], forgetRemote } = options;
  const removals: Removal[] = [];
  for (const lab of lost) {
    const isForgotten = forget.includes(lab.student) && (await agreeToForget(lab, t`a machine that is not known`, options));
    if (isForgotten) await forgetState(workspace, [labStackId(lab.student)], forgetRemote);
    removals.push(isForgotten ? forgotten(lab) : lab);
  }
  return removals;
}

async function forgetInS3(definition: LabClass, workspace: Workspace, stackIds: readonly string[], signal: AbortSignal): Promise<void> {
  const stacks = await synthesize(definition, workspace, workspace.outFolder);
  const terraform = await classTerraform(definition);
  if (!terraform) throw noTerraform();
  await forgetRemoteState(stacks, stackIds, terraform, signal);
}
