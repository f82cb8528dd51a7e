// The student of a class that somebody names.
import { t } from "../language/translate";
import type { ClassDefinition, Student } from "./class-definition";
import { InputError } from "./errors";
import { suggestion } from "./findings";

/** @param flag What precedes the name in an error. By default nothing. @throws InputError for one that the class does not have. */
export function studentOf({ students }: Pick<ClassDefinition, "students">, name: string, flag = ""): Student {
  const found = students.find((student) => student.name === name);
  if (found) return found;
  const known = students.map((student) => student.name);
  throw new InputError(t`${flag}${JSON.stringify(name)} is not a student of this class${suggestion(name, known)}`);
}
