// `lab guide`: a student's guides as Markdown on standard output, or as HTML files.
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import pLimit from "p-limit";
import { guideMarkdown, type GuideOptions, guidePage } from "../../classroom/guide";
import type { Student } from "../../definition/class-definition";
import { InputError } from "../../definition/errors";
import { suggestion } from "../../definition/findings";
import { hostsAtOnce } from "../../definition/limits";
import { targetOf } from "../../deploy/targets";
import type { Host } from "../../engine/host";
import { labGraph } from "../../engine/lab-graph";
import { type CliContext, exitCode } from "../context";
import { result, say } from "../output";

export interface GuideVerbOptions extends GuideOptions {
  /** Whose guide; one of the class. @default the only student of a class of one */
  readonly student?: string;
  /** HTML file to write. @default Markdown to standard output */
  readonly html?: string;
  /** Folder to write one HTML file per student to. */
  readonly all?: string;
}

type GuideVerbContext = Pick<CliContext, "definition" | "chosen" | "workspace">;

/** Writes guides and returns the exit code. @throws InputError for a student or scenario that the class does not have. */
export async function guide(context: GuideVerbContext, options: GuideVerbOptions = {}): Promise<number> {
  const { definition, chosen, workspace } = context;
  const hosts = await targetOf(definition, workspace).hosts();
  const hostOf = (student: Student) => hosts.find((candidate) => candidate.student === student.name);
  if (options.all !== undefined) {
    const folder = resolve(options.all);
    const limit = pLimit(hostsAtOnce);
    const written = chosen.students.map((student) =>
      limit(async () => {
        const host = hostOf(student);
        if (!host) say(`${student.name}: has no host yet; npx lab up makes it`);
        return host ? [{ path: join(folder, `${student.name}.html`), html: await htmlOf(context, student, host, options) }] : [];
      }),
    );
    const pages = (await Promise.all(written)).flat();
    mkdirSync(folder, { recursive: true });
    for (const { path, html } of pages) writeFileSync(path, html);
    result(pages.map(({ path }) => path).join("\n"));
    return pages.length === chosen.students.length ? exitCode.ok : exitCode.failed;
  }
  const student = oneStudent(context, options.student);
  const host = hostOf(student);
  if (!host) throw new InputError(`${student.name} has no host yet`, "npx lab up makes it");
  if (options.html === undefined) {
    result(guideMarkdown(context, student, host, options));
    return exitCode.ok;
  }
  const file = resolve(options.html);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, await htmlOf(context, student, host, options));
  result(file);
  return exitCode.ok;
}

/** With a drawing of what the student's Engine has, where it answers: a guide can be written without. */
async function htmlOf(context: GuideVerbContext, student: Student, host: Host, options: GuideVerbOptions): Promise<string> {
  const lab = await labGraph(host).catch(() => undefined);
  return guidePage(context, student, host, { ...options, ...(lab && { lab }) });
}

function oneStudent({ chosen: { students } }: GuideVerbContext, name?: string): Student {
  const names = students.map((student) => student.name);
  if (name === undefined) {
    const [only] = students;
    if (only && students.length === 1) return only;
    throw new InputError(
      "Whose guide? The class has several students",
      `npx lab guide ${names[0] ?? "STUDENT"}, or npx lab guide --all FOLDER`,
    );
  }
  const found = students.find((student) => student.name === name);
  if (!found) throw new InputError(`${JSON.stringify(name)} is not a student of this class${suggestion(name, names)}`);
  return found;
}
