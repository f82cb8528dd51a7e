// `lab down`: removes a class, or some students' labs, even if its lab.yaml is missing, changed or broken.
import { FailedError } from "../../definition/errors";
import { type KnownClass, knownClass } from "../../deploy/known-class";
import { meantStudents, nothingStands, planRemoval, type RemovalScope } from "../../deploy/removal-plan";
import { type ClassRemoval, removeClass } from "../../deploy/remove-class";
import { awaitTerraform } from "../../deploy/running-terraform";
import { t } from "../../language/translate";
import { damageNote } from "../../workspace/deployed";
import { withLock } from "../../workspace/lock";
import { exitCode, type GlobalOptions } from "../context";
import { agreeToRemoval } from "../down-question";
import { reportDown } from "../down-report";
import { labFile, noLabFile } from "../lab-file";
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
  const known = await knownClass(labFile(options.file), noLabFile(options.file));
  return withLock(known.workspace, "down", () => downLocked(known, options, signal));
}

async function downLocked(known: KnownClass, options: DownOptions, signal: AbortSignal): Promise<number> {
  const { on, purge = false, forget = [], yes = false, output } = options;
  if (known.problem) say(t`${known.problem.message}\nGoing by what was deployed of class ${known.name}.`);
  const damage = damageNote(known.workspace, { withLabFile: known.definition !== undefined });
  if (damage !== undefined) say(damage);
  const reporter = terminalReporter({ yes, signal });
  await awaitTerraform({ workspace: known.workspace, reporter, signal });
  const scope: RemovalScope = { on, forget, purge, signal };
  const students = meantStudents(scope);
  const plans = await planRemoval(known, scope, reporter);
  const json = output === "json";
  if (nothingStands(known, plans, scope)) {
    result(json ? JSON.stringify({ class: known.name, removals: [], regions: [] }) : t`Nothing of class ${known.name} is deployed.`);
    return exitCode.ok;
  }
  const { collect } = options;
  const isCollected = collect === undefined || (await collectBeforeDown(known, { on: students, folder: collect }, reporter, signal));
  if (!isCollected || !(await agreeToRemoval(plans, reporter, scope))) {
    if (json) result(JSON.stringify({ class: known.name, removals: [], regions: [], declined: true }));
    throw new FailedError(t`Nothing was changed`);
  }
  const removals: ClassRemoval[] = [];
  for (const plan of plans) removals.push(await removeClass(plan, scope, reporter));
  return reportDown(removals, { purge, students, json });
}
