// `lab exec`: a command on every host.
import pLimit from "p-limit";
import { FailedError, InputError } from "../../definition/errors";
import { hostsAtOnce } from "../../definition/limits";
import { plain } from "../../definition/plain-text";
import { targetOf } from "../../deploy/targets";
import { type Answer, failureOf, succeeded } from "../../engine/host";
import { asCalled } from "../../language/called";
import { t } from "../../language/translate";
import { quote, shellCommand } from "../../provisioning/shell";
import { answerAsJson } from "../answer-json";
import { type CliContext, exitCode } from "../context";
import { paint, result } from "../output";

/** Runs a command on every host, in parallel, and writes what each printed. Fails when one failed. */
export async function exec(context: CliContext, words: readonly string[], { timeout }: { timeout: number }): Promise<number> {
  if (words.length === 0) throw new InputError(t`No command was given`, asCalled("npx lab exec -- docker ps"));
  // a single word is a whole command line, several are quoted one by one
  const command = words.length === 1 ? (words[0] ?? "") : words.map(quote).join(" ");
  return onAll(context, shellCommand(command), timeout);
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
  const rows = answers.map(({ student, answer }) => answerAsJson(student, answer));
  if (output === "json") result(JSON.stringify(rows, null, 2));
  const missing = chosen.students.filter(({ name }) => !hosts.some(({ student }) => student === name)).map(({ name }) => name);
  if (missing.length > 0) throw new FailedError(t`No host runs for ${missing.join(", ")}`, t`npx lab up makes one`);
  return answers.every(({ answer }) => succeeded(answer)) ? exitCode.ok : exitCode.failed;
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
