// Verbs of a class on EC2: extend, replace, seat.
import pLimit from "p-limit";
import type { AwsTarget } from "../../definition/class-definition";
import { FailedError, InputError } from "../../definition/errors";
import { hostsAtOnce } from "../../definition/limits";
import { hours as hoursOf } from "../../definition/load";
import { plainLine } from "../../definition/plain-text";
import { duration } from "../../definition/schema";
import { hostOf } from "../../definition/seats";
import { targetOf } from "../../deploy/targets";
import { failureOf, succeeded } from "../../engine/host";
import { extendScript } from "../../provisioning/end-of-life";
import { leaveSpare, readSeats, takeSpare } from "../../workspace/seats";
import { type CliContext, exitCode, select } from "../context";
import { result, say, table } from "../output";
import { upVerb } from "./up";

/** Moves the end of running hosts. */
export async function extend(context: CliContext, by: string): Promise<number> {
  const { definition, chosen, workspace, output, signal } = context;
  awsTarget(context);
  if (!duration.safeParse(by).success) throw new InputError(`${JSON.stringify(by)} must be hours and minutes, such as 2h, 30m or 1h30m`);
  const wanted = new Set(chosen.students.map(({ name }) => name));
  const hosts = (await targetOf(definition, workspace).hosts()).filter(({ student }) => wanted.has(student));
  const limit = pLimit(hostsAtOnce);
  const rows = await Promise.all(
    hosts.map((host) =>
      limit(async () => {
        const answer = await host.run(extendScript(hoursOf(by)), { timeout: 30, signal });
        if (succeeded(answer)) return { student: host.student, ends: plainLine(answer.stdout) };
        return { student: host.student, ends: null, error: failureOf(answer) };
      }),
    ),
  );
  if (output === "json") result(JSON.stringify(rows, null, 2));
  else
    result(
      table(
        ["student", "ends"],
        rows.map(({ student, ends, error }) => [student, ends ?? `not moved: ${error ?? ""}`]),
      ),
    );
  const missing = chosen.students.length - rows.filter(({ ends }) => ends !== null).length;
  if (missing > 0) throw new FailedError(`The end of ${missing} hosts was not moved`, "npx lab status says what they are at");
  return exitCode.ok;
}

/** Recreates one student's host, with all that is on it; the others are not touched. */
export async function replace(context: CliContext, student: string): Promise<number> {
  awsTarget(context);
  const { definition, workspace } = context;
  const { Host } = await import("../../stacks/hosts/host");
  const chosen = { ...definition, students: select(definition, [student]) };
  const host = hostOf(student, readSeats(definition, workspace));
  return upVerb({ ...context, chosen }, { hosts: [`-replace=${Host.addressOf(host)}`] });
}

export interface SeatOptions {
  /** Name of a spare, or true for the first free one. @default true */
  readonly spare?: string | true;
  /** The host of the student's own name instead, recreated. @default false */
  readonly own?: boolean;
}

/** Gives a student a spare host, or their own again; the host they leave goes with the same deploy, a spare is free again. */
export async function seat(context: CliContext, student: string, { spare, own = false }: SeatOptions): Promise<number> {
  awsTarget(context);
  const { definition, workspace } = context;
  if (own) leaveSpare(definition, workspace, student);
  const seat = own ? "a host of their own" : takeSpare(definition, workspace, student, spare === true ? undefined : spare);
  say(`${student} now sits at ${seat}.`);
  return upVerb({ ...context, chosen: { ...definition, students: select(definition, [student]) } });
}

function awsTarget({ definition }: CliContext): AwsTarget {
  if (definition.target.kind !== "aws") throw new InputError(`target is ${definition.target.kind}; this is for target aws`);
  return definition.target;
}
