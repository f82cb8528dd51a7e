// Who sits at which host: a student at the host of their own name, or at a spare that replaced it.
import type { ClassDefinition, Student } from "./class-definition";
import { sparesOn } from "./targets";

/** Student to spare. A student who is not in it sits at the host of their own name. */
export type Seats = ReadonlyMap<string, string>;

/** The spares of a class, `spare-1` to `spare-N`. */
export function spareNames({ target }: Pick<ClassDefinition, "target">): string[] {
  return [...sparesOn(target)];
}

/** The host a student sits at. */
export function hostOf(student: string, seats: Seats): string {
  return seats.get(student) ?? student;
}

/** The hosts a class has: one per student who sits at their own, then the spares, whose names no student has (aws-rules.ts). */
export function hostNames({ students, target }: Pick<ClassDefinition, "students" | "target">, seats: Seats): string[] {
  return namesOfHosts(students, spareNames({ target }), seats);
}

/** The hosts of students who sit at their own, then the spares. */
export function namesOfHosts(students: readonly Pick<Student, "name">[], spares: readonly string[], seats: Seats): string[] {
  return [...students.map(({ name }) => name).filter((name) => !seats.has(name)), ...spares];
}
