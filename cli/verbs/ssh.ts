// `lab ssh`: a shell on a student's host.
import { spawn } from "node:child_process";
import { InputError } from "../../definition/errors";
import { studentOf } from "../../definition/student-of";
import { targetOf } from "../../deploy/targets";
import { noSsh } from "../../engine/host";
import { hostOfStudent } from "../../engine/student-host";
import { asCalled } from "../../language/called";
import { t } from "../../language/translate";
import { word } from "../../provisioning/shell";
import { type CliContext, exitCode } from "../context";

/**
 * Ends with the shell's own exit status.
 * @param words A command, as ssh itself would take. It is refused, with the verb that runs it.
 * @throws InputError for a lab on this machine.
 */
export async function ssh({ definition, workspace }: CliContext, student: string, words: readonly string[] = []): Promise<number> {
  if (words.length > 0)
    throw new InputError(
      t`lab ssh opens a shell, and takes no command: ${words.join(" ")}`,
      asCalled(`npx lab exec --on ${word(student)} -- ${words.map(word).join(" ")}`),
    );
  const { name } = studentOf(definition, student);
  const host = hostOfStudent(await targetOf(definition, workspace).hosts(), name);
  if (!host.login) throw new InputError(t`${student}'s lab is on this machine`, t`Open a terminal here; docker ps shows the lab`);
  const [command = "ssh", ...login] = host.login.words;
  const child = spawn(command, ["-o", "BatchMode=no", ...login], { stdio: "inherit" });
  return new Promise((resolve, reject) => {
    child.once("error", () => reject(noSsh()));
    child.once("close", (code) => resolve(code ?? exitCode.failed));
  });
}
