// The question of `lab down`: what it removes and ends, and what else may be using it.
import { isThisMachine, makesHosts } from "../definition/targets";
import type { KnownClass } from "../deploy/known-class";
import type { OnCloud } from "../deploy/made-hosts";
import { hasHosts, type RemovalPlan, type RemovalScope } from "../deploy/removal-plan";
import type { Reporter } from "../deploy/session";
import { findStrangers } from "../deploy/strangers";
import { targetOf } from "../deploy/targets";
import { amount, counted } from "../language/counted";
import { t } from "../language/translate";
import { neverReady } from "../workspace/never-ready";
import { type DeployedLab, hasLab, placeName } from "../workspace/record";

/** Asks about everything that the command itself does not imply: all but a lab on this machine that was deployed from here. */
export async function agreeToRemoval(
  plans: readonly RemovalPlan[],
  reporter: Reporter,
  { purge, signal }: Pick<RemovalScope, "purge" | "signal">,
): Promise<boolean> {
  for (const plan of plans) {
    const { known, labs, clouds, hosts } = plan;
    const strangers = labs.filter((lab) => !makesHosts(lab.target) && !hasLab(known.record.labs, lab));
    const isOwn = known === plans[0]?.known;
    const isLocal = labs.every(({ target }) => isThisMachine(target));
    if (isOwn && known.definition && !purge && !hasHosts(plan) && strangers.length === 0 && isLocal) continue;
    if (labs.length === 0 && !hasHosts(plan)) continue;
    if (!isOwn) reporter.note(t`This lab.yaml was class ${known.name} before, which still stands: ${list(labs)}.`);
    const foreign = await ownersElsewhere(known, strangers, signal);
    if (foreign.length > 0)
      reporter.note(t`Not deployed from this folder, so that another folder or somebody else may be using them: ${foreign.join(", ")}.`);
    const made = madeLabs(plan);
    const what = made.length === 1 ? t`the lab of ${made[0]?.student ?? ""}` : amount(made.length, "lab");
    if (!(await reporter.ask(questionOf(what, known.name, hasHosts(plan) ? whatEnds(clouds, hosts) : undefined, purge)))) return false;
  }
  return true;
}

/** Labs on machines that were never ready do not stand; a class of such alone is asked about as a whole. */
function madeLabs({ known, labs }: RemovalPlan): readonly DeployedLab[] {
  const never = neverReady(known.workspace, known.record);
  const made = labs.filter((lab) => !hasLab(never, lab));
  return made.length === 0 ? labs : made;
}

function questionOf(what: string, className: string, ending: string | undefined, purge: boolean): string {
  if (ending === undefined)
    return purge ? t`Remove ${what} of class ${className}, with the data of its databases?` : t`Remove ${what} of class ${className}?`;
  return purge
    ? t`Remove ${what} of class ${className}, and end ${ending}, with the data of its databases?`
    : t`Remove ${what} of class ${className}, and end ${ending}?`;
}

/** The hosts that end, by name, and where. */
function whatEnds(clouds: readonly OnCloud[], hosts: readonly string[] | undefined): string {
  return clouds
    .filter(({ found }) => found.length > 0)
    .map((one) => whatEndsOn(one, hosts))
    .join(", ");
}

function whatEndsOn({ cloud, found }: OnCloud, hosts: readonly string[] | undefined): string {
  const names = found.flatMap(({ alive }) => alive).filter((name) => hosts?.includes(name) !== false);
  const where = found.map(({ region }) => region).join(", ");
  if (names.length === 0) return t`what is left of it in ${where}`;
  const ends = counted(names, cloud.host);
  return names.length === 1 ? t`${ends} in ${where} with all that is on it` : t`${ends} in ${where} with all that is on them`;
}

async function ownersElsewhere(
  { definition, workspace, name }: KnownClass,
  labs: readonly DeployedLab[],
  signal: AbortSignal,
): Promise<string[]> {
  if (labs.length === 0 || !definition) return [];
  const hosts = (await targetOf(definition, workspace).hosts()).filter(({ student }) => labs.some((lab) => lab.student === student));
  return [...(await findStrangers(hosts, name, signal)).standing];
}

function list(labs: readonly DeployedLab[]): string {
  return labs.map((lab) => t`${lab.student} on ${placeName(lab)}`).join(", ");
}
