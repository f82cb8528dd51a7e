// `lab guide`: a student's guides as Markdown on standard output, or as HTML files.
import { dirname, join, resolve } from "node:path";
import pLimit from "p-limit";
import { guideMarkdown, type GuideOptions, guidePage } from "../../classroom/guide";
import type { Student } from "../../definition/class-definition";
import { InputError } from "../../definition/errors";
import { hostsAtOnce } from "../../definition/limits";
import { studentOf } from "../../definition/student-of";
import { targetOf } from "../../deploy/targets";
import { ownOn } from "../../deploy/traces";
import type { Host } from "../../engine/host";
import { labGraph } from "../../engine/lab-graph";
import { hostOfStudent, noHostLine } from "../../engine/student-host";
import { t } from "../../language/translate";
import { makeFolder } from "../../workspace/make-folder";
import { type CliContext, exitCode } from "../context";
import { result, say } from "../output";
import { writeFile } from "../write-file";

export interface GuideVerbOptions extends GuideOptions {
  /** Whose guide; one of the class. @default the only student of a class of one */
  readonly student?: string;
  /** HTML file to write. @default Markdown to standard output */
  readonly html?: string;
  /** Folder to write one HTML file per student to. @default one guide is printed */
  readonly all?: string;
}

type GuideVerbContext = Pick<CliContext, "definition" | "chosen" | "workspace"> & Partial<Pick<CliContext, "output">>;

/** Writes guides and returns the exit code. @throws InputError for a student or scenario that the class does not have. */
export async function guide(context: GuideVerbContext, options: GuideVerbOptions = {}): Promise<number> {
  const { definition, chosen, workspace, output } = context;
  const hosts = await targetOf(definition, workspace).hosts();
  if (options.all !== undefined) {
    const folder = resolve(options.all);
    const limit = pLimit(hostsAtOnce);
    const written = chosen.students.map((student) =>
      limit(async () => {
        const host = hosts.find((candidate) => candidate.student === student.name);
        if (!host) say(noHostLine(student.name));
        if (!host) return [];
        return [{ student: student.name, path: join(folder, `${student.name}.html`), html: await htmlOf(context, student, host, options) }];
      }),
    );
    const pages = (await Promise.all(written)).flat();
    makeFolder(folder);
    for (const { path, html } of pages) writeFile(path, html);
    const files = pages.map(({ student, path: file }) => ({ student, file }));
    result(output === "json" ? JSON.stringify(files, null, 2) : files.map(({ file }) => file).join("\n"));
    return pages.length === chosen.students.length ? exitCode.ok : exitCode.failed;
  }
  const student = oneStudent(context, options.student);
  const host = hostOfStudent(hosts, student.name);
  if (options.html === undefined) {
    const markdown = guideMarkdown(context, student, host, options);
    result(output === "json" ? JSON.stringify({ student: student.name, markdown }, null, 2) : markdown);
    return exitCode.ok;
  }
  const file = resolve(options.html);
  makeFolder(dirname(file));
  writeFile(file, await htmlOf(context, student, host, options));
  result(output === "json" ? JSON.stringify([{ student: student.name, file }], null, 2) : file);
  return exitCode.ok;
}

/** With a drawing of what the student's Engine has, if it answers: a guide can be written without it. */
async function htmlOf(context: GuideVerbContext, student: Student, host: Host, options: GuideVerbOptions): Promise<string> {
  const lab = await labGraph(host, { own: ownOn(host, context) }).catch(() => undefined);
  return guidePage(context, student, host, { ...options, ...(lab && { lab }) });
}

function oneStudent({ chosen }: GuideVerbContext, name?: string): Student {
  const { students } = chosen;
  if (name === undefined) {
    const [only] = students;
    if (only && students.length === 1) return only;
    throw new InputError(
      t`Whose guide? The class has several students`,
      t`npx lab guide ${students[0]?.name ?? "STUDENT"}, or npx lab guide --all FOLDER`,
    );
  }
  return studentOf(chosen, name);
}
