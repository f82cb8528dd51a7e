// Verbs of a class on EC2: orphans, extend, replace, seat.
import { hours as hoursOf } from "../../definition/load";
import { duration } from "../../definition/fields";
import { FailedError, InputError } from "../../definition/errors";
import type { AwsTarget } from "../../definition/class-definition";
import { extendScript } from "../../provisioning/end-of-life";
import { leaveSpare, takeSpare } from "../../workspace/seats";
import { type CliContext, exitCode, select } from "../context";
import { standingTable } from "../../deploy/down-aws";
import { engineHosts } from "../../engine/host";
import { plain, result, say, table } from "../output";
import { up } from "../../deploy/up";

/** Regions that are asked at once, each with ten questions. */
const regionsAtOnce = 8;

/**
 * What stands of any class in any region of the account, also of one whose state or lab.yaml is lost.
 * Returns 1 when something stands, or when a region could not be asked.
 */
export async function orphans({ definition: { target }, output }: CliContext): Promise<number> {
  const { anyRegion, enabledRegions } = await import("../../aws/regions");
  const { standing } = await import("../../aws/standing");
  const regions = await enabledRegions(target.kind === "aws" ? target.region : anyRegion());
  const answers: PromiseSettledResult<Awaited<ReturnType<typeof standing>>>[] = [];
  for (let at = 0; at < regions.length; at += regionsAtOnce)
    answers.push(...(await Promise.allSettled(regions.slice(at, at + regionsAtOnce).map((region) => standing(region)))));
  const all = answers.flatMap((answer) => (answer.status === "fulfilled" ? answer.value : []));
  const silent = answers.flatMap((answer) => (answer.status === "rejected" ? [plain((answer.reason as Error).message)] : []));
  if (output === "json") result(JSON.stringify(all, null, 2));
  else if (all.length > 0) result(standingTable(all));
  else result(`Nothing of any class stands in the ${regions.length - silent.length} regions that answered.`);
  for (const reason of silent) say(reason);
  return all.length === 0 && silent.length === 0 ? exitCode.ok : exitCode.failed;
}

/** Moves the end of running hosts. */
export async function extend(context: CliContext, by: string): Promise<number> {
  awsTarget(context);
  if (!duration.safeParse(by).success) throw new InputError(`${JSON.stringify(by)} must be hours and minutes, such as 2h, 30m or 1h30m`);
  const hosts = await engineHosts(context.chosen, context.workspace);
  const answers = await Promise.all(
    hosts.map(async (host) => ({ student: host.student, ...(await host.run(extendScript(hoursOf(by)), { timeout: 30 })) })),
  );
  const rows = answers.map(({ student, code, stdout, stderr }) => ({
    student,
    ends: code === 0 ? plain(stdout).trim() : null,
    ...(code !== 0 && { error: plain(stderr).trim().split("\n").at(-1) ?? "" }),
  }));
  if (context.output === "json") result(JSON.stringify(rows, null, 2));
  else
    result(
      table(
        ["student", "ends"],
        rows.map(({ student, ends, error }) => [student, ends ?? `not moved: ${error ?? ""}`]),
      ),
    );
  const missing = context.chosen.students.length - rows.filter(({ ends }) => ends !== null).length;
  if (missing > 0) throw new FailedError(`The end of ${missing} hosts was not moved`, "npx lab status says what they are at");
  return exitCode.ok;
}

/** Makes one student's host anew, with all that is on it; the others are not touched. */
export async function replace(context: CliContext, student: string): Promise<number> {
  awsTarget(context);
  const { Host } = await import("../../stacks/hosts/host");
  const { hostOf, readSeats } = await import("../../workspace/seats");
  const chosen = { ...context.chosen, students: select(context.definition, [student]) };
  const host = hostOf(student, readSeats(context.definition, context.workspace));
  return up({ ...context, chosen }, { hosts: [`-replace=${Host.addressOf(host)}`] });
}

export interface SeatOptions {
  /** Name of a spare, or true for the first free one. @default true */
  readonly spare?: string | true;
  /** The host of the student's own name instead, made anew. @default false */
  readonly own?: boolean;
}

/** Gives a student a spare host, or their own again; the host they leave goes with the same deploy, a spare is free again. */
export async function seat(context: CliContext, student: string, { spare, own = false }: SeatOptions): Promise<number> {
  awsTarget(context);
  const { definition, workspace } = context;
  if (own) leaveSpare(definition, workspace, student);
  const seat = own ? "a host of their own" : takeSpare(definition, workspace, student, spare === true ? undefined : spare);
  say(`${student} now sits at ${seat}.`);
  return up({ ...context, chosen: { ...context.chosen, students: select(context.definition, [student]) } });
}

function awsTarget({ definition }: CliContext): AwsTarget {
  if (definition.target.kind !== "aws") throw new InputError(`target is ${definition.target.kind}; this is for target aws`);
  return definition.target;
}
