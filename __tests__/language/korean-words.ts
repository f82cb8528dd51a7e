// The Korean of the sources and the guides: one word for each thing, and the same commands and keys as the English has.
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";
import { korean } from "../../language/korean";
import { partsOf, readSources } from "./sources";

/** Commands, options, variables, keys of lab.yaml and figures, which are the same in every language. */
const sameEverywhere = /npx lab [a-z-]+|(?<![\w-])--[a-z][a-z-]+|\b[A-Z]+_[A-Z_]+\b|\b[a-z]+(?:\.[a-zA-Z]+)+|(?<![\w.{])\d+(?![\w}])/g;

test("a Korean message names the commands, options, keys and figures of the English one", () => {
  const lost = [...korean].flatMap(([key, text]) =>
    (key.match(sameEverywhere) ?? []).filter((name) => !text.includes(name)).map((name) => ({ name, text })),
  );
  expect(lost).toEqual([]);
});

/** What is not written, and what is in its place. */
const instead: readonly (readonly [RegExp, string])[] = [
  [/엔진/, "Docker Engine"],
  [/교실/, "강의실"],
  [/인스턴스 타입/, "인스턴스 유형"],
  [/(?<!실습 )안내서|가이드/, "실습 안내"],
  [/중간 서버/, "중간 호스트"],
  [/빈 자리/, "빈자리"],
  [/맥에서|맥과|윈도우/, "macOS, Windows"],
  [/은\(는\)|이\(가\)|을\(를\)|와\(과\)|\(으\)로/, "a sentence whose particle does not depend on the value: 값: {0}"],
  [/\{\d+\}(은|는|이|가|을|를|과|으로) /, "a noun between the value and the particle: {0} 파일을"],
  [/[가-힣] \(/, "a bracket without a space before it"],
  [/(?<!니)다(?=[.\n]|$)|(?<![필까니])요(?=[.?\n]|$)/, "합니다, 하십시오, 할까요?"],
];

test("Korean has one word for each thing", () => {
  const texts = [...sourceTexts(), ...guideTexts()];
  expect(texts.length).toBeGreaterThan(1000);
  const wrong = texts.flatMap(({ at, text }) => instead.filter(([word]) => word.test(text)).map(([, better]) => ({ at, text, better })));
  expect(wrong).toEqual([]);
});

interface KoreanText {
  readonly at: string;
  readonly text: string;
}

function sourceTexts(): KoreanText[] {
  const rooms = ["language", "definition", "provisioning", "stacks", "engine", "classroom", "serve", "cli"];
  return rooms.flatMap(readSources).flatMap(({ source, at }) => {
    const texts: KoreanText[] = [];
    const visit = (node: ts.Node): void => {
      // a message in English may name Korean columns
      if (
        ts.isTaggedTemplateExpression(node) ||
        (ts.isPropertyName(node) && ts.isPropertyAssignment(node.parent) && node.parent.name === node)
      )
        return;
      if (ts.isTemplateExpression(node) || ts.isStringLiteralLike(node)) texts.push({ at: at(node), text: partsOf(node).join("{0}") });
      ts.forEachChild(node, visit);
    };
    visit(source);
    return texts.filter(({ text }) => /[가-힣]/.test(text));
  });
}

/** The paragraphs of the guides and the lines of the checks; what is typed and shown is not prose. */
function guideTexts(): KoreanText[] {
  const files = ["stacks", "classroom", "examples"].flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: "utf8" }).map((name) => join(folder, name)),
  );
  const ofStudents = files.filter((file) => /\.ko\.md$|\/checks\/[^/]+\.sh$/.test(file));
  return ofStudents.flatMap((file) =>
    readFileSync(file, "utf8")
      .replace(/^```[^]*?^```$/gm, "")
      .split("\n")
      .filter((text) => /[가-힣]/.test(text))
      .map((text) => ({ at: file, text })),
  );
}
