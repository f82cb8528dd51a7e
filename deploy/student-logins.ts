// What lets each student in: the roster's key, or a key or password that the class makes for them.
import { myAddress } from "../aws/my-address";
import { isThisMachine, passwordsFrom } from "../definition/targets";
import type { LabClass } from "../stacks/scenarios/scenario";
import { passwordSecret } from "../workspace/login-passwords";
import { secrets } from "../workspace/secrets";
import { studentKeyPair } from "../workspace/student-keys";
import { myAddressFile, type Workspace } from "../workspace/workspace";

/**
 * The class with a login for every student who has a host; keys and passwords that are missing are made.
 * @throws MachineError without ssh-keygen, InputError where a key that was made before is damaged.
 */
export async function withLogins(definition: LabClass, workspace: Workspace): Promise<LabClass> {
  const { target } = definition;
  if (isThisMachine(target)) return definition;
  const access = definition.login === "password" ? passwordsFrom(target) : undefined;
  if (access) return withPasswords(definition, access, workspace);
  const students = definition.students.map((student) =>
    student.key === undefined && student.github === undefined
      ? { ...student, key: studentKeyPair(workspace, student.name).publicKey }
      : student,
  );
  return { ...definition, students };
}

/** A key from the roster is put on the host as well. */
async function withPasswords(definition: LabClass, access: readonly string[], workspace: Workspace): Promise<LabClass> {
  const made = await secrets(
    workspace,
    definition.students.map(({ name }) => passwordSecret(name)),
  );
  const passwords = new Map([...made].map(([{ student }, password]) => [student, password]));
  const from = await Promise.all(access.map(async (block) => (block === "me" ? myAddress(workspace.read(myAddressFile)) : block)));
  const students = definition.students.map((student) => {
    const password = passwords.get(student.name);
    return password === undefined ? student : { ...student, passwordLogin: { password, from } };
  });
  return { ...definition, students };
}
