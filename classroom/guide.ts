// A student's guides with their own addresses, ports and names, as Markdown or as an HTML page.
import type { Student } from "../definition/class-definition";
import { plainLine } from "../definition/plain-text";
import { isThisMachine } from "../definition/targets";
import type { Language, Text } from "../language/language";
import type { Host } from "../engine/host";
import type { GraphContainer } from "../engine/lab-graph";
import { chosenScenarios } from "../stacks/scenarios/chosen";
import type { LabClass } from "../stacks/scenarios/scenario";
import type { Workspace } from "../workspace/workspace";
import { inWords, svg } from "./graph-drawing";
import { guideFacts } from "./guide-facts";
import { readIntroduction } from "./introduction";
import { loginLine, wayIn } from "./way-in";
import { type Chapter, page } from "./guide-page";
import { fillGuide, readFigure, readGuide, shownGuide } from "../stacks/scenarios/guide-text";

export interface GuideContext {
  readonly definition: LabClass;
  readonly workspace: Workspace;
}

export interface GuideOptions {
  /** @default every scenario of the class */
  readonly scenario?: string;
  /** @default the class's language */
  readonly language?: Language;
  /** What the student's Engine has at the moment, to be drawn. @default no such figure */
  readonly lab?: readonly GraphContainer[];
}

const texts = {
  title: { ko: "도커 실습 안내", en: "Docker lab guide" },
  address: { ko: "주소", en: "Address" },
  login: { ko: "접속", en: "Log in" },
  lab: { ko: "지금의 실습 환경", en: "Your lab right now" },
  labText: {
    ko: "이 안내를 만들 때 호스트에서 읽은 것입니다. 왼쪽은 호스트의 포트, 가운데는 컨테이너(점선은 멈춘 컨테이너), 오른쪽은 네트워크와 호스트의 폴더입니다. 실습하면서 무엇이 달라지는지 비교해 보십시오.",
    en: "Read from your host when this guide was written: on the left ports of the host, in the middle containers (dashed when stopped), on the right networks and folders of the host. Compare it with what you change.",
  },
  shown: { ko: "이렇게 보입니다", en: "You see" },
  figure: { ko: "그림", en: "Figure" },
  linux: {
    ko: "이 장은 Docker Engine이 실행되는 리눅스 호스트를 직접 살펴봅니다. Docker Desktop에서는 그 호스트가 가상 머신 안에 감춰져 있으므로, 호스트의 파일과 프로세스를 보는 명령은 리눅스에서 실습하십시오.",
    en: "This chapter looks at the Linux host of the Engine itself. Docker Desktop hides that host in a virtual machine: type the commands that look at files and processes of the host on Linux.",
  },
} satisfies Record<string, Text>;

/** A student's guides as one Markdown text. */
export function guideMarkdown(context: GuideContext, student: Student, host: Host, options: GuideOptions = {}): string {
  const language = options.language ?? context.definition.language;
  const { title, lead } = head(context, student, host, language);
  const chapters = guideChapters(context, student, host, options);
  return [
    `# ${escapeMarkdown(title)}`,
    ...lead.map(escapeMarkdown),
    ...chapters.map(({ markdown }) => plainMarkdown(markdown, language)),
  ].join("\n\n");
}

/** A student's guides as one HTML file. */
export function guidePage(context: GuideContext, student: Student, host: Host, options: GuideOptions = {}): string {
  const language = options.language ?? context.definition.language;
  return page({ language, ...head(context, student, host, language), chapters: guideChapters(context, student, host, options) });
}

function guideChapters(context: GuideContext, student: Student, host: Host, options: GuideOptions): Chapter[] {
  const { definition, workspace } = context;
  const language = options.language ?? definition.language;
  const introduction = readIntroduction(language);
  const chapters = chosenScenarios(definition, options.scenario).map((use): Chapter => {
    const { name, needsLinuxHost } = use.spec;
    const text = fillGuide(
      readGuide(use.spec, language),
      guideFacts({ definition, workspace }, { student: student.name, address: host.address, use }),
    );
    const note = needsLinuxHost && isThisMachine(definition.target) ? `\n\n${texts.linux[language]}` : "";
    return {
      id: name,
      title: titleOf(text),
      markdown: shownGuide(text).replace(/^(# .*)$/m, (heading) => heading + note),
      figure: (file) => readFigure(use.spec, file, language),
    };
  });
  // whoever asks for a single scenario has read the introduction
  if (options.scenario !== undefined) return chapters;
  return [{ id: "why", title: titleOf(introduction), markdown: introduction }, ...labChapter(options.lab, language), ...chapters];
}

function labChapter(lab: readonly GraphContainer[] | undefined, language: Language): Chapter[] {
  if (lab === undefined || lab.length === 0) return [];
  const title = texts.lab[language];
  // brackets would end the Markdown of a figure
  const words = inWords(lab).replace(/[[\]\\]/g, " ");
  return [{ id: "lab", title, markdown: `# ${title}\n\n${texts.labText[language]}\n\n![${words}](lab.svg)\n`, figure: () => svg(lab) }];
}

function titleOf(markdown: string): string {
  return /^# (.*)$/m.exec(markdown)?.[1] ?? "";
}

/** For those who read plain Markdown: outputs with their label, figures as the text that describes them. */
function plainMarkdown(markdown: string, language: Language): string {
  return markdown
    .trim()
    .replaceAll(/^```text$/gm, `${texts.shown[language]}:\n\n\`\`\`text`)
    .replaceAll(/^```(sh|read)$/gm, "```sh")
    .replaceAll(/^!\[(.*)\]\([a-z-]+\.svg\)$/gm, (_, text: string) => `*${texts.figure[language]}: ${text}*`);
}

function head(context: GuideContext, student: Student, host: Host, language: Language) {
  const way = wayIn(context, student, host);
  return {
    title: `${texts.title[language]} · ${plainLine(student.label ?? student.name)}`,
    lead: [`${texts.address[language]}: ${host.address}`, ...(way ? [`${texts.login[language]}: ${loginLine(way)}`] : [])],
  };
}

function escapeMarkdown(text: string): string {
  return text.replace(/[\\`*_{}[\]<>()#!|~]/g, "\\$&");
}
