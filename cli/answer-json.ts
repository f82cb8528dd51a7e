// What a host answered, as JSON.
import { plain } from "../definition/plain-text";
import { type Answer, failureOf } from "../engine/host";

export function answerAsJson(student: string, answer: Answer): object {
  if (answer.kind !== "done") return { student, error: failureOf(answer), stdout: "stdout" in answer ? plain(answer.stdout) : "" };
  return { student, code: answer.status, stdout: plain(answer.stdout), stderr: plain(answer.stderr) };
}
