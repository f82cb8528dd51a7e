// Who sits at which spare, from the tags of EC2 hosts: where seats.json was lost, a student would get a second host.
import type { ClassInstance } from "../aws/instances";
import { type Seats, spareNames } from "../definition/seats";
import { hasSeats, writeSeats } from "../workspace/seats";
import type { Session } from "./session";

/** The seats that tags of instances say. */
export function seatsOf(instances: readonly Pick<ClassInstance, "host" | "seat">[]): Seats {
  return new Map(instances.flatMap(({ host, seat }) => (seat === undefined ? [] : [[seat, host] as const])));
}

/** Writes seats.json again where it is missing and the class has spares in EC2. */
export async function restoreSeats({ definition, workspace, reporter }: Session): Promise<void> {
  const { target } = definition;
  if (target.kind !== "aws" || target.spares === 0 || hasSeats(workspace)) return;
  const { classInstances, isAlive } = await import("../aws/instances");
  const instances = (await classInstances(target.region, definition.name)).filter(isAlive);
  const spares = spareNames(definition);
  const students = new Set(definition.students.map(({ name }) => name));
  const seats = new Map([...seatsOf(instances)].filter(([student, spare]) => students.has(student) && spares.includes(spare)));
  if (seats.size > 0)
    reporter.note(`As EC2's tags say: ${[...seats].map(([student, spare]) => `${student} sits at ${spare}`).join(", ")}.`);
  writeSeats(workspace, seats);
}
