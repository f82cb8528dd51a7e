// `lab handout`: what each student is given, as a folder and a zip each, and a list for mailing them.
import { mkdtempSync, renameSync, rmSync } from "node:fs";
import { join, resolve } from "node:path";
import pLimit from "p-limit";
import { type Handout, handoutFolder, handoutOf, zipOf } from "../../classroom/handout";
import { InputError } from "../../definition/errors";
import { hostsAtOnce } from "../../definition/limits";
import { withLogins } from "../../deploy/student-logins";
import { targetOf } from "../../deploy/targets";
import { noHostLine } from "../../engine/student-host";
import { t } from "../../language/translate";
import { word } from "../../provisioning/shell";
import { makeFolder } from "../../workspace/make-folder";
import type { CliContext } from "../context";
import { exitCode } from "../exit-codes";
import { writeHandoutList } from "../handout-list";
import { result, say } from "../output";
import { writeOwn } from "../write-file";

export type HandoutContext = Pick<CliContext, "definition" | "chosen" | "workspace" | "output" | "signal">;

/**
 * Writes the hand-outs and returns the exit code: 1 where one is missing or lacks something.
 * @throws InputError for a folder that cannot be written.
 */
export async function handout(context: HandoutContext, folderName: string): Promise<number> {
  const { definition, chosen, workspace, output, signal } = context;
  // creates the logins that lab up puts on the hosts
  await withLogins(definition, workspace);
  const hosts = await targetOf(definition, workspace).hosts();
  const limit = pLimit(hostsAtOnce);
  const handouts = await Promise.all(
    chosen.students.map((student) =>
      limit(async () => {
        const host = hosts.find((candidate) => candidate.student === student.name);
        if (host) return handoutOf(context, student, host, signal);
        say(noHostLine(student.name));
        return undefined;
      }),
    ),
  );
  const made = handouts.filter((one) => one !== undefined);
  const folder = resolve(folderName);
  const rows = made.map((one) => ({ ...one, ...write(folder, handoutFolder(definition.name, one.student), one) }));
  for (const { student, problems } of rows) for (const problem of problems) say(`${student}: ${problem}`);
  if (rows.length > 0) {
    const listed = rows.map(({ student, label, login = "", zip }) => ({ name: student, label, login, file: zip }));
    for (const { name, file } of writeHandoutList(folder, listed, definition))
      say(t`${name} is not in the class any more, and ${file} was left as it is: remove it, or give a student who was renamed the new one`);
    for (const line of writeJumpHosts(folder, made)) say(line);
  }
  if (output === "json") {
    const listed = rows.map(({ student, label, login, own, zip, problems }) => ({
      ...{ student, label, login: login ?? null, folder: own, zip, problems },
    }));
    result(JSON.stringify(listed, null, 2));
  } else if (rows.length > 0) result([...rows.map(({ zip }) => zip), join(folder, "roster.csv")].join("\n"));
  return handouts.every((one) => one?.problems.length === 0) ? exitCode.ok : exitCode.failed;
}

function write(folder: string, name: string, { student, files }: Handout): { readonly own: string; readonly zip: string } {
  const own = join(folder, student);
  const zip = join(folder, `${name}.zip`);
  let making: string | undefined;
  try {
    makeFolder(folder, 0o700);
    writeOwn(zip, zipOf(name, files));
    making = mkdtempSync(join(folder, `.${student}-`));
    for (const [file, text] of files) writeOwn(join(making, file), text);
    // anything else in an earlier hand-out, such as a key, would still be handed out
    rmSync(own, { recursive: true, force: true });
    renameSync(making, own);
    return { own, zip };
  } catch (error) {
    if (making !== undefined) rmSync(making, { recursive: true, force: true });
    throw new InputError(t`${folder}: cannot be written: ${(error as Error).message}`, t`Name another folder: npx lab handout FOLDER`);
  }
}

/** Writes a file for each jump host; returns what the instructor has to do with it. */
function writeJumpHosts(folder: string, handouts: readonly Handout[]): string[] {
  const jumps = [...new Set(handouts.flatMap(({ jumpHosts }) => [...jumpHosts.keys()]))];
  return jumps.map((jump) => {
    const file = join(folder, `jump-host-${jump.replaceAll(/[^\w.@-]/g, "-")}.authorized_keys`);
    const lines = handouts.flatMap(({ jumpHosts }) => jumpHosts.get(jump) ?? []);
    writeOwn(file, lines.map((line) => `${line}\n`).join(""));
    return t`Students pass ${jump} once it knows their keys; each line lets one through to their own host and nowhere else:\n  ssh ${word(jump)} 'cat >>~/.ssh/authorized_keys' <${word(file)}`;
  });
}
