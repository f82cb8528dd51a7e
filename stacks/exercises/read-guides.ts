// The guides of an exercise's folder: what they are called, and whether they can be filled and typed.
import type { Finding } from "../../definition/errors";
import type { Language, Text } from "../../language/language";
import { plainLine } from "../../definition/plain-text";
import { t } from "../../language/translate";
import { attempt, readPartText } from "../../provisioning/folder-parts";
import { commandBlocks, fillGuide, GuideError, placeholders } from "../scenarios/guide-text";
import { refuserOf } from "./refuser";

export interface ReadGuides {
  readonly title: Text;
  readonly findings: readonly Finding[];
}

/** What every guide has a value for, besides its own exercise's and `{{nginx.port}}` and the like. */
const everywhere = ["student", "address", "self", "check", "labs"];

/** `names`: what `{{NAME}}` may be. */
export function readGuides(folder: string, shownAs: string, names: readonly string[], fallback: string): ReadGuides {
  const findings: Finding[] = [];
  const titles: Partial<Record<Language, string>> = {};
  for (const language of ["ko", "en"] as const) {
    const name = `guide.${language}.md`;
    const refuse = refuserOf(findings, shownAs)(name);
    const text = attempt(() => readPartText(folder, name), refuse);
    if (text === undefined) continue;
    const title = plainLine(/^# (.+)$/m.exec(text)?.[1] ?? "");
    if (title === "") refuse(t`has no title; its first line is "# Title"`);
    else titles[language] = title;
    const known = new Set([...everywhere, ...names]);
    text.split("\n").forEach((line, at) => {
      for (const placeholder of placeholders(line))
        if (!placeholder.includes(".") && !known.has(placeholder))
          refuse(t`has no value for {{${placeholder}}}; there are ${[...known].join(", ")}`, at + 1);
      for (const [, figure = ""] of line.matchAll(/!\[[^\]]*\]\(([a-z-]+\.svg)\)/g)) {
        const refuseFigure = (message: string) => refuse(t`has the figure ${figure}, which ${message}`, at + 1);
        attempt(() => {
          if (readPartText(folder, figure) === undefined) refuseFigure(t`is not in the folder`);
        }, refuseFigure);
      }
    });
    try {
      const values = Object.fromEntries(placeholders(text).map((word) => [word, "x"]));
      commandBlocks(fillGuide(text, { values, running: new Set() }));
    } catch (error) {
      if (!(error instanceof GuideError)) throw error;
      refuse(error.fault.replaceAll("\n", " "));
    }
  }
  const one = titles.ko ?? titles.en;
  if (one === undefined && findings.length === 0)
    findings.push({ path: [], message: t`has no guide; write guide.ko.md or guide.en.md`, file: shownAs, line: 1 });
  return { title: { ko: titles.ko ?? one ?? fallback, en: titles.en ?? one ?? fallback }, findings };
}
