// Who sits at which host: `.lab/<class>/seats.json`, a student's name to the spare that took the place of their own host.
import type { ClassDefinition } from "../definition/class-definition";
import { InputError } from "../definition/errors";
import type { Workspace } from "./workspace";

const file = "seats.json";

/** Student to spare. A student who is not in it sits at the host of their own name. */
export type Seats = Readonly<Record<string, string>>;

/** The spares of a class, `spare-1` to `spare-N`. */
export function spareNames({ target }: ClassDefinition): string[] {
  return target.kind === "aws" ? Array.from({ length: target.spares }, (_, at) => `spare-${at + 1}`) : [];
}

/** The host a student sits at. */
export function hostOf(student: string, seats: Seats): string {
  return (Object.hasOwn(seats, student) ? seats[student] : undefined) ?? student;
}

/**
 * The hosts a class has: one per student who sits at their own, then the spares.
 * Throws InputError when a student has the name of a spare.
 */
export function hostNames(definition: ClassDefinition, seats: Seats): string[] {
  const spares = spareNames(definition);
  const names = definition.students.map(({ name }) => name);
  const taken = names.find((name) => spares.includes(name));
  if (taken !== undefined) {
    throw new InputError(`students: ${taken} is the name of a spare host too (spares: ${spares.length})`, "Give the student another name");
  }
  return [...names.filter((name) => !Object.hasOwn(seats, name)), ...spares];
}

/** The class's seats. Throws InputError where the file names a student or a spare that lab.yaml has not. */
export function readSeats(definition: ClassDefinition, workspace: Workspace): Seats {
  const text = workspace.read(file);
  if (text === undefined) return {};
  const spares = spareNames(definition);
  const students = definition.students.map(({ name }) => name);
  const path = workspace.path(file);
  const next = `Mend or remove ${path}; without it every student sits at their own host`;
  const seats = parseSeats(text, path, next);
  const taken = new Map<string, string>();
  for (const [student, spare] of Object.entries(seats)) {
    // somebody who left the class holds no seat
    if (!students.includes(student)) continue;
    if (!spares.includes(spare)) {
      const there = spares.length > 0 ? `there are ${spares.join(", ")}` : "target.aws.spares is 0";
      throw new InputError(`${path}: ${student} sits at ${JSON.stringify(spare)}, which is not a spare of the class; ${there}`, next);
    }
    const other = taken.get(spare);
    if (other !== undefined) throw new InputError(`${path}: ${other} and ${student} both sit at ${spare}`, next);
    taken.set(spare, student);
  }
  return Object.fromEntries(Object.entries(seats).filter(([student]) => students.includes(student)));
}

/**
 * Gives a student the first free spare, or the one that is named, and returns its name. Their own host is taken away with the next deploy.
 * Throws InputError for a student the class has not, a spare that is taken, or when none is free.
 */
export function takeSpare(definition: ClassDefinition, workspace: Workspace, student: string, spare?: string): string {
  const seats = readSeats(definition, workspace);
  refuseStranger(definition, student);
  const spares = spareNames(definition);
  const free = spares.filter((name) => !Object.values(seats).includes(name));
  const seat = spare ?? free[0];
  if (seat === undefined || !free.includes(seat)) {
    const which = spare === undefined ? `no spare is free (spares: ${spares.length})` : `${spare} is not a free spare`;
    throw new InputError(
      `${student}: ${which}`,
      free.length > 0 ? `Free are ${free.join(", ")}` : "Set target.aws.spares higher, then run `lab up`",
    );
  }
  workspace.write(file, `${JSON.stringify({ ...seats, [student]: seat }, null, 2)}\n`);
  return seat;
}

/** Gives a student their own host again. Throws InputError for a student the class has not. */
export function leaveSpare(definition: ClassDefinition, workspace: Workspace, student: string): void {
  refuseStranger(definition, student);
  const others = Object.entries(readSeats(definition, workspace)).filter(([name]) => name !== student);
  workspace.write(file, `${JSON.stringify(Object.fromEntries(others), null, 2)}\n`);
}

function refuseStranger({ name, students }: ClassDefinition, student: string): void {
  if (students.some((known) => known.name === student)) return;
  throw new InputError(`${student} is not a student of ${name}`, `There are ${students.map((known) => known.name).join(", ")}`);
}

function parseSeats(text: string, path: string, next: string): Seats {
  try {
    const value: unknown = JSON.parse(text);
    if (
      value !== null &&
      typeof value === "object" &&
      !Array.isArray(value) &&
      Object.values(value).every((seat) => typeof seat === "string")
    ) {
      return value as Seats;
    }
  } catch {
    // said below
  }
  throw new InputError(`${path}: must be a JSON object of student to spare, such as {"kim": "spare-1"}`, next);
}
