// The guides: complete, the same commands in both languages, and filled without a placeholder left.
import { scenarios } from "../../stacks/scenarios";
import { commandBlocks, exerciseBlocks, fillGuide, readGuide, shownGuide } from "../../stacks/scenarios/guide-text";
import { missingLine } from "../missing-line";
import { beforeFirstStep, guideOf } from "./guide-of";

const names = scenarios.map(({ name }) => name);
const scenarioFolder = (name: string) => scenarios.find((scenario) => scenario.name === name)?.folder ?? "";
const sections = {
  ko: ["## 목표", "## 실습", "## 질문", "## 실습 환경 정리"],
  en: ["## Goal", "## Steps", "## Question", "## Clean up"],
};
const variants = names.flatMap((name) => (["running", "ready"] as const).map((state) => ({ name, state })));

/** Of each chapter the course's commands that would collide with a running lab, as they are known by there. */
const colliding: Record<string, string[]> = {
  daemon: [],
  processes: ["docker run --name nginx -d -p 80:80 nginx:latest"],
  nginx: ["docker run --name nginx -d -p 80:80 nginx:latest", "docker container run -d -p 8081:80 nginx"],
  // its commits take the lab's names, which is not a collision
  "image-layers": ["commit_test:first", "commit_test:second"],
  networks: ["docker container run -d -p 8081:80 nginx", "docker-compose -p practice up -d"],
  "load-balancer": ["docker-compose -p practice up -d"],
  wordpress: ["--name wordpressdb_hostvolume", "--name wordpress_hostvolume"],
  volumes: ["--name wordpressdb_hostvolume", "--name wordpress_hostvolume"],
  "reverse-proxy": [],
};

describe.each(names)("the guide of %s", (name) => {
  test.each(["ko", "en"] as const)("in %s has its title and every section, in order", (language) => {
    const lines = readGuide({ folder: scenarioFolder(name) }, language).split("\n");
    expect(lines[0]).toBe(`# ${scenarios.find((scenario) => scenario.name === name)?.title[language] ?? ""}`);
    expect(lines.filter((line) => line.startsWith("## "))).toEqual(sections[language]);
  });

  test.each(["ko", "en"] as const)("in %s answers its question", (language) => {
    const [, , , question = ""] = readGuide({ folder: scenarioFolder(name) }, language).split(/^## /m);
    expect(question).toMatch(/\?/);
    expect(question).toMatch(/^> .{40}/m);
  });

  test("is Korean in polite sentences", () => {
    const prose = readGuide({ folder: scenarioFolder(name) }, "ko").replace(/^```.*?^```$/gms, "");
    const sentences = prose.match(/[가-힣`)][.?](?=\s|$)/g) ?? [];
    expect(sentences.length).toBeGreaterThan(8);
    expect(prose.match(/\S*(?<!니)다\.(?=\s|$)/g) ?? []).toEqual([]);
  });
});

describe.each(variants)("the guide of $name, $state", ({ name, state }) => {
  test("has the same commands and outputs in both languages", () => {
    const english = commandBlocks(guideOf(name, state, "en"));
    expect(english.length).toBeGreaterThanOrEqual(4);
    expect(commandBlocks(guideOf(name, state, "ko"))).toEqual(english);
  });

  test("leaves no placeholder and no comment", () => {
    for (const language of ["ko", "en"] as const) {
      expect(shownGuide(guideOf(name, state, language))).not.toMatch(/\{\{[a-z][\w.-]*\}\}|<!--|[⟨⟩]/i);
    }
  });
});

describe.each(names)("the guide of %s beside a running lab", (name) => {
  test.each(["ko", "en"] as const)("in %s says before its first step which of the course's commands collide", (language) => {
    const text = beforeFirstStep(guideOf(name, "running", language), sections[language][1] ?? "");
    expect(text).toMatch(language === "ko" ? /강의/ : /course/);
    expect(Object.keys(colliding)).toContain(name);
    for (const command of colliding[name] ?? []) expect(text).toContain(command);
  });
});

describe("fillGuide", () => {
  const facts = { values: { port: "80", "nginx.port": "81" }, running: new Set(["nginx"]) };

  test("takes the part for what the class runs, and leaves Docker's own templates", () => {
    const guide = [
      "{{port}} {{nginx.port}} {{.Id}} {{json .}}",
      "<!-- when nginx is running -->",
      "there",
      "<!-- otherwise -->",
      "typed",
      "<!-- end -->",
      "<!-- when volumes is running -->",
      "never",
      "<!-- end -->",
      "",
    ].join("\n");
    expect(fillGuide(guide, facts)).toBe("80 81 {{.Id}} {{json .}}\nthere\n");
    expect(fillGuide(guide, { ...facts, running: new Set() })).toBe("80 81 {{.Id}} {{json .}}\ntyped\n");
  });

  test("refuses a placeholder without a value and a part without an end", () => {
    expect(() => fillGuide("{{prot}}", facts)).toThrow("The guide has no value for {{prot}}");
    expect(() => fillGuide("<!-- when nginx is running -->\nthere\n", facts)).toThrow("not closed: <!-- when nginx is running -->");
  });
});

describe("commandBlocks", () => {
  test("says what is typed where, and what it shows", () => {
    const guide = "```console\n$ docker run -it ubuntu\n# ls\n```\n\n```text\nbin\n```\n\n```sh\nls\n```\n";
    expect(commandBlocks(guide)).toEqual([
      {
        kind: "console",
        blanks: {},
        lines: [
          { inside: false, text: "docker run -it ubuntu" },
          { inside: true, text: "ls" },
        ],
        expected: "bin\n",
      },
      { kind: "sh", blanks: {}, lines: [{ inside: false, text: "ls" }] },
    ]);
  });

  test("knows what prints the value that a word in capitals stands for", () => {
    const guide = "<!-- PID is pgrep -x dockerd -->\n<!-- NAME is hostname -->\n```sh\necho PID NAME\n```\n\n```read\nnot typed\n```\n";
    expect(commandBlocks(guide)).toEqual([
      { kind: "sh", blanks: { PID: "pgrep -x dockerd", NAME: "hostname" }, lines: [{ inside: false, text: "echo PID NAME" }] },
    ]);
    expect(shownGuide(guide)).toBe("```sh\necho PID NAME\n```\n\n```read\nnot typed\n```\n");
  });

  test("the blocks of the exercise leave out the last section, which cleans up", () => {
    expect(exerciseBlocks("## Steps\n```sh\nls\n```\n\n## Clean up\n```sh\nrm\n```\n")).toMatchObject([{ lines: [{ text: "ls" }] }]);
  });

  test("refuses a console line without a prompt and an output without a command", () => {
    expect(() => commandBlocks("```console\nls\n```\n")).toThrow("a console line without a prompt: ls");
    expect(() => commandBlocks("```text\nbin\n```\n")).toThrow("an output without a command");
    expect(() => commandBlocks("```sh\nls\n```\n```text\na\n```\n```text\nb\n```\n")).toThrow("an output without a command");
  });
});

describe("missingLine", () => {
  test("requires the lines in their order, with any text for what differs and any space between words", () => {
    const output = "CONTAINER ID   IMAGE\nabc            nginx:1.29\n";
    expect(missingLine("CONTAINER ID IMAGE\n…\n⟨f00⟩ nginx:⟨1⟩\n", output)).toBeUndefined();
    expect(missingLine("⟨f00⟩ nginx:⟨1⟩\nCONTAINER ID IMAGE\n", output)).toBe("CONTAINER ID IMAGE");
    expect(missingLine("nginx\n", output)).toBe("nginx");
    expect(missingLine("a.c ⟨⟩\n", output)).toBe("a.c ⟨⟩");
  });
});
