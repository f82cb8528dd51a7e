// `lab guide`: a student's guides with their own addresses, ports and names, as Markdown or as an HTML file.
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import type { ClassDefinition, Student } from "../definition/class-definition";
import { InputError } from "../definition/errors";
import { suggestion } from "../definition/findings";
import type { Text } from "../definition/scenario";
import { fillGuide, type Language, readGuide } from "./guide-text";
import type { Scenario } from "../stacks/scenarios/scenario";
import type { Workspace } from "../workspace/workspace";
import { chosenScenarios } from "../cli/chosen-scenarios";
import { type EngineHost, engineHosts } from "../engine/host";
import { guideFacts } from "./guide-facts";
import { type Chapter, page } from "./guide-page";
import { plain, result, say } from "../cli/output";

export interface GuideContext {
  /** The class with the students whose guides may be written. */
  readonly chosen: ClassDefinition;
  readonly workspace: Workspace;
}

export interface GuideOptions {
  /** Whose guide; one of the class. @default the only student of a class of one */
  readonly student?: string;
  /** HTML file to write. @default Markdown to standard output */
  readonly html?: string;
  /** Folder to write one HTML file per student to. */
  readonly all?: string;
  /** @default every scenario of the class */
  readonly scenario?: string;
  /** @default the class's language */
  readonly language?: Language;
}

const texts = {
  title: { ko: "Docker 실습 안내", en: "Docker lab guide" },
  address: { ko: "주소", en: "Address" },
  login: { ko: "접속", en: "Log in" },
  linux: {
    ko: "이 장은 엔진이 실행되는 리눅스 호스트를 직접 들여다봅니다. Docker Desktop에서는 그 호스트가 가상 머신 안에 감춰져 있으므로, 호스트의 파일과 프로세스를 보는 명령은 리눅스에서 실습하십시오.",
    en: "This chapter looks at the Linux host of the Engine itself. Docker Desktop hides that host in a virtual machine: type the commands that look at files and processes of the host on Linux.",
  },
} satisfies Record<string, Text>;

/** Writes guides and returns the exit code. Throws InputError for a student or scenario that the class does not have. */
export async function guide(context: GuideContext, options: GuideOptions = {}): Promise<number> {
  const hosts = await engineHosts(context.chosen, context.workspace);
  if (options.all !== undefined) {
    const folder = resolve(options.all);
    const pages = context.chosen.students.flatMap((student) => {
      const host = hosts.find((candidate) => candidate.student === student.name);
      if (!host) say(`${student.name}: has no host yet; npx lab up makes it`);
      return host ? [{ path: join(folder, `${student.name}.html`), html: guidePage(context, student, host, options) }] : [];
    });
    mkdirSync(folder, { recursive: true });
    for (const { path, html } of pages) writeFileSync(path, html);
    result(pages.map(({ path }) => path).join("\n"));
    return pages.length === context.chosen.students.length ? 0 : 1;
  }
  const student = oneStudent(context.chosen, options.student);
  const host = hosts.find((candidate) => candidate.student === student.name);
  if (!host) throw new InputError(`${student.name} has no host yet`, "npx lab up makes it");
  if (options.html === undefined) {
    result(guideMarkdown(context, student, host, options));
    return 0;
  }
  const file = resolve(options.html);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, guidePage(context, student, host, options));
  result(file);
  return 0;
}

/** A student's guides as one Markdown text. */
export function guideMarkdown(context: GuideContext, student: Student, host: EngineHost, options: GuideOptions = {}): string {
  const language = options.language ?? context.chosen.language;
  const { title, lead } = head(context.chosen, student, host, language);
  const chapters = guideChapters(context, student, host, options);
  return [`# ${escapeMarkdown(title)}`, ...lead.map(escapeMarkdown), ...chapters.map(({ markdown }) => markdown.trim())].join("\n\n");
}

/** A student's guides as one HTML file. */
export function guidePage(context: GuideContext, student: Student, host: EngineHost, options: GuideOptions = {}): string {
  const language = options.language ?? context.chosen.language;
  return page({ language, ...head(context.chosen, student, host, language), chapters: guideChapters(context, student, host, options) });
}

function guideChapters(context: GuideContext, student: Student, host: EngineHost, options: GuideOptions): Chapter[] {
  const { chosen: definition, workspace } = context;
  const language = options.language ?? definition.language;
  return chosenScenarios(definition, options.scenario).map((use) => {
    const { name, title, needsLinuxHost } = use.spec as Scenario;
    const text = fillGuide(
      readGuide(name, language),
      guideFacts({ definition, workspace }, { student: student.name, address: host.address, use }),
    );
    const note = needsLinuxHost && definition.target.kind === "local" ? `\n\n${texts.linux[language]}` : "";
    return { id: name, title: title[language], markdown: text.replace(/^(# .*)$/m, (heading) => heading + note) };
  });
}

function oneStudent({ students }: ClassDefinition, name?: string): Student {
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

function head(definition: ClassDefinition, student: Student, host: EngineHost, language: Language) {
  const login = loginOf(definition, student, host);
  return {
    title: `${texts.title[language]} · ${plain(student.label ?? student.name).replace(/\s+/g, " ")}`,
    lead: [`${texts.address[language]}: ${host.address}`, ...(login === undefined ? [] : [`${texts.login[language]}: ${login}`])],
  };
}

/** How the student logs in: without the instructor's own configuration file and key. */
function loginOf({ target }: ClassDefinition, { name }: Student, { address }: EngineHost): string | undefined {
  switch (target.kind) {
    case "local":
      return undefined;
    case "aws":
      return `ssh ubuntu@${address}`;
    case "hosts": {
      const { user = "ubuntu", port = 22 } = target.machines.get(name) ?? {};
      return `ssh ${port === 22 ? "" : `-p ${port} `}${user}@${address}`;
    }
  }
}

function escapeMarkdown(text: string): string {
  return text.replace(/[\\`*_{}[\]<>()#!|~]/g, "\\$&");
}
