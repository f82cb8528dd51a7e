// `lab replace`: one student's EC2 host, made again.
import { hostOf } from "../../definition/seats";
import { studentOf } from "../../definition/student-of";
import { readSeats } from "../../workspace/seats";
import { awsTarget } from "../aws-target";
import type { CliContext } from "../context";
import { upVerb } from "./up";

/** Recreates one student's host, with all that is on it; the others are not touched. */
export async function replace(context: CliContext, student: string): Promise<number> {
  awsTarget(context);
  const { definition, workspace } = context;
  const { Host } = await import("../../stacks/hosts/host");
  const chosen = { ...definition, students: [studentOf(definition, student)] };
  const host = hostOf(student, readSeats(definition, workspace));
  return upVerb({ ...context, chosen }, { terraformOptions: { hosts: [`-replace=${Host.addressOf(host)}`] } });
}
