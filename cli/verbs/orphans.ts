// `lab orphans`: what any class still has in AWS, in every region; --end deletes it. Neither lab.yaml nor state is needed.
import { kindInWords } from "../../aws/kind-words";
import type { StandingResource } from "../../aws/kinds";
import { asCalled } from "../../language/called";
import { counted } from "../../language/counted";
import { InputError } from "../../definition/errors";
import { plainLine } from "../../definition/plain-text";
import { endOrphans, findOrphans } from "../../deploy/aws/orphans";
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
  const { all, silent, asked } = await findOrphans(className);
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

/** Each class in each region is asked about on its own: it may be a colleague's. */
async function endAll(all: readonly StandingResource[], { yes = false, output }: OrphansOptions, signal: AbortSignal): Promise<number> {
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
    left.push(...((await endOrphans(className, region, { reporter, signal })) ?? own));
  }
  if (output === "json") result(JSON.stringify(left, null, 2));
  else if (left.length > 0) result(standingTable(left, kindInWords));
  else result(t`Nothing of it stands any more, as EC2 says.`);
  return left.length === 0 ? exitCode.ok : exitCode.failed;
}
