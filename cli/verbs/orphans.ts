// `lab orphans`: what any class still has in AWS, in every region; --end deletes it. Neither lab.yaml nor state is needed.
import pLimit from "p-limit";
import { kindInWords } from "../../aws/kind-words";
import type { StandingResource } from "../../aws/kinds";
import { asCalled } from "../../language/called";
import { counted } from "../../language/counted";
import { InputError } from "../../definition/errors";
import { regionsAtOnce } from "../../definition/limits";
import { plainLine } from "../../definition/plain-text";
import { t } from "../../language/translate";
import { exitCode, type GlobalOptions } from "../context";
import { result, say } from "../output";
import { terminalReporter } from "../reporter";
import { standingTable } from "../standing-table";

export interface OrphansOptions extends GlobalOptions {
  /** @default every class */
  readonly className?: string;
  /** @default false */
  readonly end?: boolean;
}

/** Returns 1 when there is something, or when a region could not be asked. */
export async function orphans(options: OrphansOptions, signal: AbortSignal): Promise<number> {
  const { className, end = false, yes = false, output } = options;
  if (end && yes && className === undefined)
    throw new InputError(
      t`--end with --yes ends what it finds unasked: it needs the class's name`,
      asCalled("npx lab orphans --end --yes NAME"),
    );
  const { all, silent, asked } = await look(className);
  if (end && all.length > 0) return endAll(all, options, signal);
  if (output === "json") result(JSON.stringify(all, null, 2));
  else if (all.length > 0) result(standingTable(all, kindInWords));
  else
    result(
      className === undefined
        ? t`Nothing of any class stands in the ${asked} regions that answered.`
        : t`Nothing of class ${className} stands in the ${asked} regions that answered.`,
    );
  for (const reason of silent) say(reason);
  if (all.length > 0) say(t`npx lab orphans --end ends it, after asking.`);
  return all.length === 0 && silent.length === 0 ? exitCode.ok : exitCode.failed;
}

interface Look {
  readonly all: readonly StandingResource[];
  /** Why some regions did not answer. */
  readonly silent: readonly string[];
  readonly asked: number;
}

async function look(className: string | undefined, only?: readonly string[]): Promise<Look> {
  const { anyRegion, enabledRegions } = await import("../../aws/regions");
  const { standing, standingIfAny } = await import("../../aws/standing");
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

/** Each class in each region is asked about on its own: it may be a colleague's. */
async function endAll(all: readonly StandingResource[], { yes = false, output }: OrphansOptions, signal: AbortSignal): Promise<number> {
  const { endClass } = await import("../../aws/ending");
  const reporter = terminalReporter({ yes, signal });
  if (output === "table") result(standingTable(all, kindInWords));
  const classes = new Map(all.map((one) => [JSON.stringify([one.className, one.region]), one]));
  const left: StandingResource[] = [];
  for (const { className, region } of classes.values()) {
    const own = all.filter((one) => one.className === className && one.region === region);
    const hosts = own.filter(({ kind }) => kind === "instance").map(({ host, id }) => plainLine(host ?? id));
    const name = plainLine(className);
    const question =
      hosts.length > 0
        ? t`End ${counted(hosts, "host")} with all that is on them, and the rest of class ${name} in ${region}?`
        : t`End what is left of class ${name} in ${region}?`;
    if (!(await reporter.ask(question))) {
      left.push(...own);
      continue;
    }
    const [ended] = await reporter.run([
      {
        title: t`Class ${name} in ${region}`,
        work: (step) => endClass(region, className, { signal, step }),
        summary: (failures) => (failures.length === 0 ? t`gone` : new Error(failures.join("; "))),
      },
    ]);
    if (ended?.ok === false) say(ended.error.message);
    const after = await look(className, [region]);
    for (const reason of after.silent) say(reason);
    left.push(...(after.silent.length > 0 ? own : after.all));
  }
  if (output === "json") result(JSON.stringify(left, null, 2));
  else if (left.length > 0) result(standingTable(left, kindInWords));
  else result(t`Nothing of it stands any more, as EC2 says.`);
  return left.length === 0 ? exitCode.ok : exitCode.failed;
}
