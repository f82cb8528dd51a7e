// Commands of the documentation are commands of the program, and the lab.yaml files in it are valid.
import { readdirSync, readFileSync } from "node:fs";
import { labProgram } from "../../cli/program";
import { classOf } from "../lab-yaml";

const files = ["README.md", "CONTRIBUTING.md", ...readdirSync("docs").map((name) => `docs/${name}`)].filter((name) => name.endsWith(".md"));
const { commands } = labProgram({ signal: new AbortController().signal, onEnd: () => undefined });

/** Words of each `npx lab …` that begins a line or a piece of code. */
function typed(text: string): string[][] {
  return [...text.matchAll(/(?:^\s*|`|&& )npx lab ([^`\n]*)/gm)].map(([, words = ""]) =>
    (words.split(/ -- | +#|; |, | && /)[0] ?? "").trim().split(/\s+/),
  );
}

test.each(files)("%s", (file) => {
  for (const [name = "", ...words] of typed(readFileSync(file, "utf8"))) {
    // a placeholder for any verb
    if (/^([A-Z]+|--help|…)$/.test(name)) continue;
    const command = commands.find((one) => one.name() === name);
    expect({ file, verb: name, isKnown: command !== undefined }).toMatchObject({ isKnown: true });
    const known = command?.options.flatMap(({ short, long }) => [short, long]) ?? [];
    for (const option of words.filter((word) => word.startsWith("-") && word !== "--help"))
      expect({ file, name, known }).toMatchObject({ known: expect.arrayContaining([option]) });
  }
});

test("there are commands in it", () => expect(typed(readFileSync("docs/class.md", "utf8")).length).toBeGreaterThan(20));

test("each lab.yaml of docs/class.md is valid", () => {
  const blocks =
    readFileSync("docs/class.md", "utf8")
      .match(/(?<=\n\n)(?: {4}.*\n)+/g)
      ?.filter((block) => block.includes("name: my-class")) ?? [];
  const targets = blocks.map((block) => {
    const yaml = block.replace(/^ {4}/gm, "").replace("access: [me]", "access: [203.0.113.0/24]").replace("~/.ssh/class", "class-key");
    return classOf(yaml, { "roster.csv": "name\nkim\nlee\n", "class-key": "" }).target.kind;
  });
  expect(targets).toEqual(["hosts", "aws"]);
});
