// What classes still have in AWS, in every region, found and ended by its tags alone: neither lab.yaml nor state is needed.
import pLimit from "p-limit";
import { endClass } from "../../aws/ending";
import type { StandingResource } from "../../aws/kinds";
import { anyRegion, enabledRegions } from "../../aws/regions";
import { standing, standingIfAny } from "../../aws/standing";
import { regionsAtOnce } from "../../definition/limits";
import { plainLine } from "../../definition/plain-text";
import { t } from "../../language/translate";
import type { Session } from "../session";

export interface Orphans {
  readonly all: readonly StandingResource[];
  /** Why some regions did not answer. */
  readonly silent: readonly string[];
  /** How many regions did. */
  readonly asked: number;
}

/**
 * @param className By default every class.
 * @param only Regions to ask, which may have nothing. By default all that are enabled in the account.
 * @throws MachineError where AWS cannot be asked for its regions.
 */
export async function findOrphans(className: string | undefined, only?: readonly string[]): Promise<Orphans> {
  const regions = only ?? (await enabledRegions(anyRegion()));
  const limit = pLimit(regionsAtOnce);
  const answers = await Promise.allSettled(regions.map((region) => limit(() => (only ? standing : standingIfAny)(region, className))));
  const silent = answers.flatMap((answer) => (answer.status === "rejected" ? [plainLine((answer.reason as Error).message)] : []));
  return {
    all: answers.flatMap((answer) => (answer.status === "fulfilled" ? answer.value : [])),
    silent,
    asked: regions.length - silent.length,
  };
}

/** Ends what a class has in a region. Returns what still stands there; undefined where the region does not say. */
export async function endOrphans(
  className: string,
  region: string,
  { reporter, signal }: Pick<Session, "reporter" | "signal">,
): Promise<readonly StandingResource[] | undefined> {
  const [ended] = await reporter.run([
    {
      title: t`Class ${plainLine(className)} in ${region}`,
      work: (step) => endClass(region, className, { signal, step }),
      summary: (failures) => (failures.length === 0 ? t`gone` : new Error(failures.join("; "))),
    },
  ]);
  if (ended?.ok === false) reporter.note(ended.error.message);
  const { all, silent } = await findOrphans(className, [region]);
  for (const reason of silent) reporter.note(reason);
  return silent.length > 0 ? undefined : all;
}
