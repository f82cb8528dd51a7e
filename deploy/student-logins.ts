// What lets each student in: the roster's key, or one that the class makes for them.
import type { LabClass } from "../stacks/scenarios/scenario";
import { studentKeyPair } from "../workspace/student-keys";
import type { Workspace } from "../workspace/workspace";

/**
 * The class in which everybody has a way in to a host of their own; keys that are missing are made.
 * @throws MachineError without ssh-keygen, InputError where a key that was made before is damaged.
 */
export function withLogins(definition: LabClass, workspace: Workspace): LabClass {
  if (definition.target.kind === "local") return definition;
  const students = definition.students.map((student) =>
    student.key === undefined && student.github === undefined
      ? { ...student, key: studentKeyPair(workspace, student.name).publicKey }
      : student,
  );
  return { ...definition, students };
}
