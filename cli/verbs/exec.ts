// `lab ssh`, `lab exec` and `lab logs`: on the hosts themselves.
import { spawn } from "node:child_process";
import pLimit from "p-limit";
import { FailedError, InputError } from "../../definition/errors";
import { hostsAtOnce } from "../../definition/limits";
import { hostOf as hostNameOf } from "../../definition/seats";
import { plain } from "../../definition/plain-text";
import { studentOf } from "../../definition/student-of";
import { targetOf } from "../../deploy/targets";
import { type Answer, failureOf, type Host, noSsh, succeeded } from "../../engine/host";
import { hostOfStudent } from "../../engine/student-host";
import { asCalled } from "../../language/called";
import { t } from "../../language/translate";
import { hostFolder } from "../../provisioning/host-folder";
import { quote, word } from "../../provisioning/shell";
import { readSeats } from "../../workspace/seats";
import { rootPrefix } from "../../provisioning/support";
import { type CliContext, exitCode } from "../context";
import { paint, result } from "../output";

/**
 * Opens a shell on a student's host; ends with the shell's own exit status.
 * @param words A command, as ssh itself would take. It is refused, with the verb that runs it.
 * @throws InputError for a lab on this machine.
 */
export async function ssh(context: CliContext, student: string, words: readonly string[] = []): Promise<number> {
  if (words.length > 0)
    throw new InputError(
      t`lab ssh opens a shell, and takes no command: ${words.join(" ")}`,
      asCalled(`npx lab exec --on ${word(student)} -- ${words.map(word).join(" ")}`),
    );
  const host = await hostOf(context, student);
  if (!host.login) throw new InputError(t`${student}'s lab is on this machine`, t`Open a terminal here; docker ps shows the lab`);
  const [command = "ssh", ...login] = host.login.words;
  const child = spawn(command, ["-o", "BatchMode=no", ...login], { stdio: "inherit" });
  return new Promise((resolve, reject) => {
    child.once("error", () => reject(noSsh()));
    child.once("close", (code) => resolve(code ?? exitCode.failed));
  });
}

/** Runs a command on every host, in parallel, and writes what each printed. Fails when one failed. */
export async function exec(context: CliContext, words: readonly string[], { timeout }: { timeout: number }): Promise<number> {
  if (words.length === 0) throw new InputError(t`No command was given`, asCalled("npx lab exec -- docker ps"));
  // a single word is a whole command line, several are quoted one by one
  const command = words.length === 1 ? (words[0] ?? "") : words.map(quote).join(" ");
  return onAll(context, `sh -c ${quote(command)}`, timeout);
}

/** What cloud-init and Docker printed on a student's host. */
export async function logs(context: CliContext, student: string): Promise<number> {
  const host = await hostOf(context, student);
  const installation = failedInstallation(context, student);
  const answer = await host.run(logsScript, { timeout: 30, signal: context.signal });
  if (context.output === "json")
    result(JSON.stringify({ ...asJson({ student, answer }), ...(installation !== undefined && { installation }) }, null, 2));
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
  const text = workspace.read(`logs/${hostNameOf(student, readSeats(definition, workspace))}.log`);
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

async function hostOf({ definition, workspace }: CliContext, student: string): Promise<Host> {
  studentOf(definition, student);
  return hostOfStudent(await targetOf(definition, workspace).hosts(), student);
}

async function onAll({ definition, chosen, workspace, output, signal }: CliContext, script: string, timeout: number): Promise<number> {
  const wanted = new Set(chosen.students.map(({ name }) => name));
  const hosts = (await targetOf(definition, workspace).hosts()).filter(({ student }) => wanted.has(student));
  const limit = pLimit(hostsAtOnce);
  const answers = await Promise.all(
    hosts.map((host) =>
      limit(async () => {
        const answer = await host.run(script, { timeout, signal });
        if (output === "table") result(block(host.student, answer));
        return { student: host.student, answer };
      }),
    ),
  );
  if (output === "json") result(JSON.stringify(answers.map(asJson), null, 2));
  const missing = chosen.students.filter(({ name }) => !hosts.some(({ student }) => student === name)).map(({ name }) => name);
  if (missing.length > 0) throw new FailedError(t`No host runs for ${missing.join(", ")}`, t`npx lab up makes one`);
  return answers.every(({ answer }) => succeeded(answer)) ? exitCode.ok : exitCode.failed;
}

function asJson({ student, answer }: { student: string; answer: Answer }) {
  if (answer.kind !== "done") return { student, error: failureOf(answer), stdout: "stdout" in answer ? plain(answer.stdout) : "" };
  return { student, code: answer.status, stdout: plain(answer.stdout), stderr: plain(answer.stderr) };
}

function block(student: string, answer: Answer): string {
  const title = succeeded(answer) ? paint("green", student) : paint("red", `${student}: ${titleOf(answer)}`);
  const text = plain(("stdout" in answer ? answer.stdout : "") + ("stderr" in answer ? answer.stderr : "")).trimEnd();
  return text === "" ? title : `${title}\n${text.replace(/^/gm, "  ")}`;
}

/** Its standard error is shown below anyway. */
function titleOf(answer: Answer): string {
  return answer.kind === "done" ? t`exit status ${answer.status}` : failureOf(answer);
}
