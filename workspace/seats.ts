// Who sits at which host: `.lab/<class>/seats.json`, a student's name to the spare that replaced their own host.
import { z } from "zod";
import type { ClassDefinition } from "../definition/class-definition";
import { InputError } from "../definition/errors";
import { type Seats, spareNames } from "../definition/seats";
import { t } from "../language/translate";
import { parseJson } from "../definition/json";
import type { Workspace } from "./workspace";

const file = "seats.json";

/** The class's seats. @throws InputError where the file names a student or a spare that lab.yaml does not have. */
export function readSeats(definition: ClassDefinition, workspace: Workspace): Seats {
  const text = workspace.read(file);
  if (text === undefined) return new Map();
  const spares = spareNames(definition);
  const students = definition.students.map(({ name }) => name);
  const path = workspace.path(file);
  const next = t`Correct or remove ${path}; without it every student sits at their own host`;
  const seats = parseSeats(text, path, next);
  const taken = new Map<string, string>();
  for (const [student, spare] of seats) {
    // somebody who left the class holds no seat
    if (!students.includes(student)) continue;
    if (!spares.includes(spare)) {
      const named = JSON.stringify(spare);
      throw new InputError(
        spares.length > 0
          ? t`${path}: ${student} sits at ${named}, which is not a spare of the class; there are ${spares.join(", ")}`
          : t`${path}: ${student} sits at ${named}, which is not a spare of the class; target.aws.spares is 0`,
        next,
      );
    }
    const other = taken.get(spare);
    if (other !== undefined) throw new InputError(t`${path}: ${other} and ${student} both sit at ${spare}`, next);
    taken.set(spare, student);
  }
  return new Map([...seats].filter(([student]) => students.includes(student)));
}

/** The seats as far as the file can be read, whatever lab.yaml says; for a class that is being removed. */
export function looseSeats(workspace: Workspace): Seats {
  return new Map(Object.entries(seatsFile.safeParse(parseJson(workspace.read(file) ?? "")).data ?? {}));
}

/** Whether this machine knows who sits where. */
export function hasSeats(workspace: Workspace): boolean {
  return workspace.read(file) !== undefined;
}

export function writeSeats(workspace: Workspace, seats: Seats): void {
  workspace.write(file, `${JSON.stringify(Object.fromEntries(seats), null, 2)}\n`);
}

/**
 * The seats with a student at the first free spare, or at the one that is named. Nothing is written: their own host ends with the deploy
 * that the person agrees to.
 * @throws InputError for somebody who is not a student of the class, a spare that is taken, or when none is free.
 */
export function withSpare(definition: ClassDefinition, seats: Seats, student: string, spare?: string): Seats {
  refuseStranger(definition, student);
  const spares = spareNames(definition);
  const free = spares.filter((name) => ![...seats.values()].includes(name));
  const seat = spare ?? free[0];
  if (seat === undefined || !free.includes(seat)) {
    throw new InputError(
      spare === undefined ? t`${student}: no spare is free (spares: ${spares.length})` : t`${student}: ${spare} is not a free spare`,
      free.length > 0 ? t`Free are ${free.join(", ")}` : t`Set target.aws.spares higher, then npx lab up`,
    );
  }
  return new Map([...seats, [student, seat]]);
}

/** The seats with a student at the host of their own name. @throws InputError for somebody who is not a student of the class. */
export function withOwnHost(definition: ClassDefinition, seats: Seats, student: string): Seats {
  refuseStranger(definition, student);
  return new Map([...seats].filter(([name]) => name !== student));
}

function refuseStranger({ name, students }: ClassDefinition, student: string): void {
  if (students.some((known) => known.name === student)) return;
  throw new InputError(t`${student} is not a student of ${name}`, t`There are ${students.map((known) => known.name).join(", ")}`);
}

const seatsFile = z.record(z.string(), z.string());

function parseSeats(text: string, path: string, next: string): Seats {
  const parsed = seatsFile.safeParse(parseJson(text));
  if (parsed.success) return new Map(Object.entries(parsed.data));
  throw new InputError(t`${path}: must be a JSON object of student to spare, such as {"kim": "spare-1"}`, next);
}
