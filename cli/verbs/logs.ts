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
import { hostFolder } from "../../provisioning/host-folder";
import { rootPrefix } from "../../provisioning/support";
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
    if (installation !== undefined) result(`== installation\n${installation.split("\n").slice(-maxLines).join("\n")}`);
  }
  if (!succeeded(answer)) throw new FailedError(`${student}: ${failureOf(answer)}`, t`Try it by hand: ${byHand(host)}`);
  return exitCode.ok;
}

/** Lines of each log. */
const maxLines = 40;

/** What the last installation over SSH printed, where it failed; its gate keeps it under the name of the student's host. */
function failedInstallation({ definition, workspace }: CliContext, student: string): string | undefined {
  const text = workspace.read(`logs/${hostOf(student, readSeats(definition, workspace))}.log`);
  return text === undefined ? undefined : plain(text).trimEnd();
}

/** POSIX sh; the journal may be readable only by root. */
export const logsScript = `
show() { echo "== $1"; shift; "$@" 2>&1 | tail -n ${maxLines}; }
[ ! -r /var/log/cloud-init-output.log ] || show cloud-init cat /var/log/cloud-init-output.log
[ ! -e ${hostFolder}/error ] || show "lab" cat ${hostFolder}/error
${rootPrefix}
# shellcheck disable=SC2086 # it is empty for root
! command -v journalctl >/dev/null || show "docker" $root journalctl -u docker --no-pager -n ${maxLines}
show "containers" docker ps -a
`;

function byHand({ login, student }: Host): string {
  return login ? asCalled(`npx lab ssh ${student}`) : "docker ps -a";
}
