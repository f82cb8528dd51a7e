// `lab down`: removes a class, or some students' labs, even if its lab.yaml is missing, changed or broken.
import type { ClassDefinition } from "../../definition/class-definition";
import { FailedError, MachineError } from "../../definition/errors";
import { hostsAtOnce } from "../../definition/limits";
import { hostsStackId, labStackId } from "../../definition/names";
import { makesHosts } from "../../definition/targets";
import { classTerraform } from "../../deploy/class-terraform";
import { removeLabs } from "../../deploy/down";
import { agreeToForget, forgotten } from "../../deploy/forget-lab";
import { forgetState } from "../../deploy/forget-state";
import { endMadeHosts } from "../../deploy/made-hosts";
import { forgetRemoteState } from "../../deploy/remote-state";
import type { Removal } from "../../deploy/removal";
import { awaitTerraform } from "../../deploy/running-terraform";
import type { Reporter } from "../../deploy/session";
import { synthesize } from "../../deploy/synthesize";
import { t } from "../../language/translate";
import { noTerraform, type TerraformBinary } from "../../terraform/binary";
import { damageNote, isDeployed } from "../../workspace/deployed";
import { withLock } from "../../workspace/lock";
import { exitCode, type GlobalOptions } from "../context";
import { type Gone, reportDown } from "../down-report";
import { agreeToWishes, hasHosts, meantStudents, type Scope, unknownLabs, type Wish, wishesOf } from "../down-wishes";
import { type KnownClass, knownClass } from "../known-class";
import { result, say } from "../output";
import { terminalReporter } from "../reporter";
import { collectBeforeDown } from "./collect";

export interface DownOptions extends GlobalOptions {
  /** Whether to remove the files of databases as well. @default false */
  readonly purge?: boolean;
  /** Students whose labs are forgotten where their Engines cannot be asked. Without `on`, only their labs are removed. @default none */
  readonly forget?: readonly string[];
  /** Folder to which the students' work is fetched before anything is removed; true for one with the class's name. @default it is not fetched */
  readonly collect?: string | true;
}

export async function down(options: DownOptions, signal: AbortSignal): Promise<number> {
  const known = await knownClass(options.file);
  return withLock(known.workspace, "down", () => downLocked(known, options, signal));
}

async function downLocked(known: KnownClass, options: DownOptions, signal: AbortSignal): Promise<number> {
  const { on, purge = false, forget = [], yes = false, output } = options;
  if (known.problem) say(t`${known.problem.message}\nGoing by what was deployed of class ${known.name}.`);
  const damage = damageNote(known.workspace, { withLabFile: known.definition !== undefined });
  if (damage !== undefined) say(damage);
  const reporter = terminalReporter({ yes, signal });
  await awaitTerraform({ workspace: known.workspace, reporter, signal });
  const scope: Scope = { on, forget, purge, signal };
  const students = meantStudents(scope);
  const wishes = await wishesOf(known, scope);
  const json = output === "json";
  const lost = unknownLabs(known.workspace, []);
  const isForgetting = lost.some(({ student }) => forget.includes(student));
  if (!isForgetting && wishes.every((wish) => wish.labs.length === 0 && !hasHosts(wish))) {
    if (known.damaged || lost.length > 0)
      throw new FailedError(
        t`It is not known what stands of class ${known.name}: there is state of it, and neither its record nor lab.yaml says where it is`,
        t`Put lab.yaml back, then npx lab down again`,
      );
    if (known.problem) throw known.problem;
    result(json ? JSON.stringify({ class: known.name, removals: [], regions: [] }) : t`Nothing of class ${known.name} is deployed.`);
    return exitCode.ok;
  }
  const { collect } = options;
  const isCollected = collect === undefined || (await collectBeforeDown(known, { on: students, folder: collect }, reporter, signal));
  if (!isCollected || !(await agreeToWishes(wishes, reporter, scope))) {
    if (json) result(JSON.stringify({ class: known.name, removals: [], regions: [], declined: true }));
    throw new FailedError(t`Nothing was changed`);
  }
  const gone: Gone[] = [];
  for (const wish of wishes) gone.push(await removeClass(wish, scope, reporter));
  return reportDown(gone, { purge, students, json });
}

async function removeClass({ known, labs, clouds, hosts }: Wish, { purge, on, forget, signal }: Scope, reporter: Reporter): Promise<Gone> {
  const { name: className, workspace, definition } = known;
  const forgetRemote = definition?.state && ((stackIds: readonly string[]) => forgetInS3(known, stackIds, signal));
  const remote = forgetRemote && { forgetRemote };
  const onMadeHosts = labs.filter(({ target }) => makesHosts(target));
  const removals = await removeLabs(
    labs.filter((lab) => !onMadeHosts.includes(lab)),
    { className, workspace, signal, reporter, purge, forget, ...remote },
    hostsAtOnce,
  );
  const isAlone = on === undefined && forget.length > 0;
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
    const costs = await Promise.all(
      had.map(({ there }) =>
        there.spent(definition).catch((error: unknown) => t`What it cost cannot be said: ${(error as Error).message}`),
      ),
    );
    return { known, removals, ended, costs: costs.flatMap((cost) => cost ?? []) };
  }
  if (on !== undefined) return { known, removals, ended: [], costs: [] };
  const unknown: Removal[] = [];
  for (const lab of unknownLabs(workspace, isAlone ? [...known.record.labs, ...labs] : labs)) {
    if (isAlone && !forget.includes(lab.student)) continue;
    if (!forget.includes(lab.student) || !(await agreeToForget(lab, t`a machine that is not known`, { className, reporter })))
      unknown.push(lab);
    else {
      await forgetState(workspace, [labStackId(lab.student)], forgetRemote);
      unknown.push(forgotten(lab));
    }
  }
  // the gates of existing machines no longer stand for anything
  const isWhole = !isAlone || !isDeployed(workspace);
  if (isWhole && [...removals, ...unknown].every(({ failure }) => !failure)) await forgetState(workspace, [hostsStackId], forgetRemote);
  return { known, removals: [...removals, ...unknown], ended: [], costs: [] };
}

async function terraformOrThrow(definition: ClassDefinition): Promise<TerraformBinary> {
  const terraform = await classTerraform(definition);
  if (!terraform) throw noTerraform();
  return terraform;
}

async function forgetInS3({ definition, workspace }: KnownClass, stackIds: readonly string[], signal: AbortSignal): Promise<void> {
  if (!definition)
    throw new MachineError(t`the state in S3 cannot be changed without lab.yaml`, t`Correct lab.yaml, then npx lab down again`);
  await forgetRemoteState(
    await synthesize(definition, workspace, workspace.outFolder),
    stackIds,
    await terraformOrThrow(definition),
    signal,
  );
}
