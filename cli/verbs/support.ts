// `lab support`: one archive that shows why a student's host is broken, to be given to somebody who helps.
import { resolve } from "node:path";
import { zipOf } from "../../classroom/handout";
import { InputError } from "../../definition/errors";
import { studentOf } from "../../definition/student-of";
import { supportFiles } from "../../deploy/support";
import { targetOf } from "../../deploy/targets";
import { t } from "../../language/translate";
import type { CliContext } from "../context";
import { exitCode } from "../exit-codes";
import { result, say } from "../output";
import { writeOwn } from "../write-file";

/** Writes `support-STUDENT.zip` in the current folder. @throws InputError for a file that cannot be written. */
export async function support(context: CliContext, student: string): Promise<number> {
  const { definition, workspace, file, signal, output } = context;
  const chosen = studentOf(definition, student);
  const target = targetOf(definition, workspace);
  const host = (await target.hosts()).find(({ student: name }) => name === chosen.name);
  const absence = host ? undefined : ((await target.absent(student))?.message ?? t`none was made`);
  const files = await supportFiles({
    ...{ definition, workspace, student, file, signal },
    ...(host && { host }),
    ...(absence !== undefined && { absence }),
  });
  const path = resolve(`support-${student}.zip`);
  try {
    writeOwn(path, zipOf(`support-${student}`, files));
  } catch (error) {
    throw new InputError(t`${path}: cannot be written: ${(error as Error).message}`, t`Run it in a folder that you may write to`);
  }
  result(output === "json" ? JSON.stringify({ student, file: path, texts: [...files.keys()] }, null, 2) : path);
  say(t`Passwords, keys and tokens are taken out; what a student wrote in logs may be in it: look at it before you send it.`);
  return exitCode.ok;
}
