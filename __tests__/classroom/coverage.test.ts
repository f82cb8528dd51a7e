// docs/coverage.md: every item of the course is where the table says, in both languages.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { readIntroduction } from "../../classroom/introduction";
import type { ScenarioState } from "../../definition/scenario";
import type { Language } from "../../language/language";
import { beforeFirstStep, guideOf } from "./guide-of";

const table = readFileSync(join(__dirname, "../../docs/coverage.md"), "utf8");
const rows = table
  .split("\n")
  .filter((line) => /^\| \d/.test(line))
  .map((line) => line.split("|").map((cell) => cell.trim()))
  .map(([, course = "", item = "", section = "", en = "", ko = ""]) => ({ course, item, section, en, ko }));

const headings = {
  ko: { goal: "## 목표", question: "## 질문", steps: "## 실습" },
  en: { goal: "## Goal", question: "## Question", steps: "## Steps" },
};

/** The text from a heading up to the next one; for a step in a running lab, with the text before the first step. */
function sectionOf(language: Language, section: string, state: ScenarioState): string {
  const [chapter = "", part = ""] = section.split(" ");
  if (chapter === "why") return readIntroduction(language).split(/^(?=## )/m)[Number(part)] ?? "";
  const guide = guideOf(chapter, state, language);
  const named = headings[language][part as "goal" | "question"];
  const first = beforeFirstStep(guide, headings[language].steps);
  if (part === "0") return first;
  if (/^\d+$/.test(part)) {
    const step = guide.split(/^(?=###? )/m).find((text) => text.startsWith(`### ${part}. `)) ?? "";
    return state === "running" ? first + step : step;
  }
  return guide.split(/^(?=## )/m).find((text) => text.startsWith(named)) ?? "";
}

test("the table has every chapter of the course", () => {
  expect(rows.length).toBeGreaterThan(50);
  expect([...new Set(rows.map(({ course }) => course))]).toEqual(["1", "1-1", "1-2", "2-1", "2-2", "2-3", "3", "4", "5"]);
});

test.each(rows)("$course: $item is in $section", ({ section, en, ko }) => {
  for (const state of ["ready", "running"] as const) {
    expect(sectionOf("en", section, state)).toContain(en);
    expect(sectionOf("ko", section, state)).toContain(ko);
  }
});
