// `lab logs`: what cloud-init and Docker printed on a student's host.
import { FailedError } from "../../definition/errors";
import { plain } from "../../definition/plain-text";
import { hostOf } from "../../definition/seats";
import { studentOf } from "../../definition/student-of";
import { targetOf } from "../../deploy/targets";
import { failureOf, type Host, succeeded } from "../../engine/host";
import { hostOfStudent } from "../../engine/student-host";
import { asCalled } from "../../language/called";
import { t } from "../../language/translate";
import { logsScript, maxLogLines } from "../../provisioning/logs";
import { readSeats } from "../../workspace/seats";
import { answerAsJson } from "../answer-json";
import { type CliContext, exitCode } from "../context";
import { result } from "../output";

/** @throws FailedError where the host does not answer, after what there is. */
export async function logs(context: CliContext, student: string): Promise<number> {
  const { definition, workspace } = context;
  const { name } = studentOf(definition, student);
  const host = hostOfStudent(await targetOf(definition, workspace).hosts(), name);
  const installation = failedInstallation(context, student);
  const answer = await host.run(logsScript, { timeout: 30, signal: context.signal });
  if (context.output === "json")
    result(JSON.stringify({ ...answerAsJson(student, answer), ...(installation !== undefined && { installation }) }, null, 2));
  else {
    if ("stdout" in answer) result(plain(answer.stdout).trimEnd());
    // last, where a person looks first
    if (installation !== undefined) result(`== installation\n${installation.split("\n").slice(-maxLogLines).join("\n")}`);
  }
  if (!succeeded(answer)) throw new FailedError(`${student}: ${failureOf(answer)}`, t`Try it by hand: ${byHand(host)}`);
  return exitCode.ok;
}

/** What the last installation over SSH printed, where it failed; its gate keeps it under the name of the student's host. */
function failedInstallation({ definition, workspace }: CliContext, student: string): string | undefined {
  const text = workspace.read(`logs/${hostOf(student, readSeats(definition, workspace))}.log`);
  return text === undefined ? undefined : plain(text).trimEnd();
}

function byHand({ login, student }: Host): string {
  return login ? asCalled(`npx lab ssh ${student}`) : "docker ps -a";
}
