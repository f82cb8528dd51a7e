// docs/coverage.md: every item of the course is where the table says, in both languages.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { readIntroduction } from "../../classroom/introduction";
import { readGuide } from "../../stacks/scenarios/guide-text";
import type { Language } from "../../language/language";

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

/** The text from a heading up to the next one. */
function sectionOf(language: Language, section: string): string {
  const [chapter = "", part = ""] = section.split(" ");
  if (chapter === "why") return readIntroduction(language).split(/^(?=## )/m)[Number(part)] ?? "";
  const guide = readGuide({ folder: join(__dirname, "../../stacks/scenarios", chapter) }, language);
  const named = headings[language][part as "goal" | "question"];
  if (/^\d+$/.test(part)) {
    const steps = guide.slice(guide.indexOf(headings[language].steps));
    return steps.split(/^(?=###? )/m).find((text) => (part === "0" ? text.startsWith("## ") : text.startsWith(`### ${part}. `))) ?? "";
  }
  return guide.split(/^(?=## )/m).find((text) => text.startsWith(named)) ?? "";
}

test("the table has every chapter of the course", () => {
  expect(rows.length).toBeGreaterThan(50);
  expect([...new Set(rows.map(({ course }) => course))]).toEqual(["1", "1-1", "1-2", "2-1", "2-2", "2-3", "3", "4", "5"]);
});

test.each(rows)("$course: $item is in $section", ({ section, en, ko }) => {
  expect(sectionOf("en", section)).toContain(en);
  expect(sectionOf("ko", section)).toContain(ko);
});
