// Verbs of a class on EC2: extend, replace, seat.
import type { AwsTarget } from "../../definition/class-definition";
import { counted } from "../../language/counted";
import { classTime } from "../../definition/end";
import { FailedError, InputError } from "../../definition/errors";
import { hours as hoursOf } from "../../definition/load";
import { duration } from "../../definition/fields";
import { hostOf } from "../../definition/seats";
import { studentOf } from "../../definition/student-of";
import { awsTargetOf } from "../../definition/targets";
import { targetOf } from "../../deploy/targets";
import { t } from "../../language/translate";
import { readSeats, withOwnHost, withSpare, writeSeats } from "../../workspace/seats";
import { type CliContext, exitCode } from "../context";
import { result, say, table } from "../output";
import { upVerb } from "./up";

/** Moves the end of running hosts, spares included. Returns 1 where one was not moved, or not everywhere. */
export async function extend(context: CliContext, by: string): Promise<number> {
  const { definition, output } = context;
  const target = awsTarget(context);
  if (!duration.safeParse(by).success) throw new InputError(t`${JSON.stringify(by)} must be hours and minutes, such as 2h, 30m or 1h30m`);
  const { extendHosts } = await import("../../deploy/aws/extend");
  const rows = await extendHosts(context, target, hoursOf(by));
  if (output === "json") result(JSON.stringify(rows, null, 2));
  else
    result(
      table(
        [t`host`, t`ends`],
        rows.map(({ host, ends, failure }) => [
          host,
          [ends ? classTime(ends, definition.end) : t`not moved`, ...(failure === undefined ? [] : [failure])].join(": "),
        ]),
      ),
    );
  const failed = rows.filter(({ failure }) => failure !== undefined).map(({ host }) => host);
  if (failed.length > 0)
    throw new FailedError(t`The end of ${counted(failed, "host")} was not moved everywhere`, t`npx lab status says what they are at`);
  return exitCode.ok;
}

/** Recreates one student's host, with all that is on it; the others are not touched. */
export async function replace(context: CliContext, student: string): Promise<number> {
  awsTarget(context);
  const { definition, workspace } = context;
  const { Host } = await import("../../stacks/hosts/host");
  const chosen = { ...definition, students: [studentOf(definition, student)] };
  const host = hostOf(student, readSeats(definition, workspace));
  return upVerb({ ...context, chosen }, { terraformOptions: { hosts: [`-replace=${Host.addressOf(host)}`] } });
}

export interface SeatOptions {
  /** Name of a spare, or true for the first free one. @default true */
  readonly spare?: string | true;
  /** The host of the student's own name instead, recreated. @default false */
  readonly own?: boolean;
}

/**
 * Gives a student a spare host, or their own again; the host they leave ends with the same deploy, a spare is free again. Who sits where
 * changes when the person has agreed to that, and not before.
 */
export async function seat(context: CliContext, student: string, { spare, own = false }: SeatOptions): Promise<number> {
  awsTarget(context);
  const { definition, workspace } = context;
  await targetOf(definition, workspace).restoreSeats?.(context);
  const before = readSeats(definition, workspace);
  const seats = own ? withOwnHost(definition, before, student) : withSpare(definition, before, student, spare === true ? undefined : spare);
  const spareOf = seats.get(student);
  say(spareOf === undefined ? t`Proposed: ${student} at a host of their own` : t`Proposed: ${student} at ${spareOf}`);
  const chosen = { ...definition, students: [studentOf(definition, student)] };
  // the host that is left goes with the same plan
  return upVerb({ ...context, chosen, seats }, { allHosts: true, onAgreed: () => writeSeats(workspace, seats) });
}

function awsTarget({ definition }: CliContext): AwsTarget {
  const target = awsTargetOf(definition);
  if (!target) throw new InputError(t`target is ${definition.target.kind}; this is for target aws`);
  return target;
}
