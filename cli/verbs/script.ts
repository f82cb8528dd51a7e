// `lab script`: prints the script that a host runs, for review.
import { studentOf } from "../../definition/student-of";
import { userOf } from "../../definition/targets";
import { withLogins } from "../../deploy/student-logins";
import { hostSetup } from "../../stacks/hosts/host-setup";
import { classInstallScript, classUserDataText } from "../../stacks/hosts/scripts";
import { type CliContext, exitCode } from "../context";
import { result } from "../output";

/** The install script, and with a student's name the whole user data of their host. */
export async function script(context: CliContext, student: string | undefined): Promise<number> {
  const { output, workspace } = context;
  const definition = student === undefined ? context.definition : await withLogins(context.definition, workspace);
  const chosen = student === undefined ? undefined : studentOf(definition, student);
  const { target } = definition;
  const user = userOf(target, (chosen ?? definition.students[0])?.name);
  const text = chosen ? classUserDataText(hostSetup(definition), chosen) : classInstallScript(definition, user);
  result(output === "json" ? JSON.stringify({ student: chosen?.name ?? null, text }, null, 2) : text.trimEnd());
  return exitCode.ok;
}
