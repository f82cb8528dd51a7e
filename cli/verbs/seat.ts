// `lab seat`: which EC2 host a student sits at, a spare or their own.
import { studentOf } from "../../definition/student-of";
import { targetOf } from "../../deploy/targets";
import { t } from "../../language/translate";
import { readSeats, withOwnHost, withSpare, writeSeats } from "../../workspace/seats";
import { awsTarget } from "../aws-target";
import type { CliContext } from "../context";
import { say } from "../output";
import { upVerb } from "./up";

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
