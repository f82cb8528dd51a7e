// Who sits at which spare, from the tags of EC2 hosts: where seats.json was lost, a student would get a second host.
import { classInstances, isAlive } from "../../aws/instances";
import type { AwsTarget } from "../../definition/class-definition";
import { spareNames } from "../../definition/seats";
import { t } from "../../language/translate";
import { hasSeats, writeSeats } from "../../workspace/seats";
import { seatsOf } from "./seats-of-tags";
import type { Session } from "../session";

/** Writes seats.json again where it is missing and the class has spares in EC2. */
export async function restoreSeats({ definition, workspace, reporter }: Session, target: AwsTarget): Promise<void> {
  if (target.spares === 0 || hasSeats(workspace)) return;
  const instances = (await classInstances(target.region, definition.name)).filter(isAlive);
  const spares = spareNames(definition);
  const students = new Set(definition.students.map(({ name }) => name));
  const seats = new Map([...seatsOf(instances)].filter(([student, spare]) => students.has(student) && spares.includes(spare)));
  if (seats.size > 0)
    reporter.note(t`As EC2's tags say: ${[...seats].map(([student, spare]) => t`${student} sits at ${spare}`).join(", ")}.`);
  writeSeats(workspace, seats);
}
