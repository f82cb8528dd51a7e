// A folder with an index.ts: the built-in scenarios are found by their folders as an instructor's are, and what is wrong with one is said.
import { spawnSync } from "node:child_process";
import { mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { scenarios } from "../../stacks/scenarios";
import { classFolder } from "./folder";

test("every built-in scenario is such a folder; one that cannot be loaded, one without a scenario, and one under another name are refused by their file", () => {
  const entries = [
    ...scenarios.map(({ folder }) => folder),
    ...["./broken", "./empty", "./renamed", "./plain", "./alone", "./mistyped", "./cycle"],
  ];
  const file = classFolder({ "lab.yaml": `name: c\nscenarios: ${JSON.stringify(entries)}\n` });
  const built = JSON.stringify(join(resolve("stacks/scenarios/nginx"), "index.ts"));
  for (const [name, text] of [
    ["broken", "const luck: string = 'no luck';\nthrow new Error(luck);"],
    ["empty", "export default {};"],
    ["renamed", `export { default } from ${built};`],
    ["plain", "throw new Error('no luck');"],
    ["alone", "import 'docker-class-lab/scenario';"],
    ["mistyped", "const first = 1;\nconst second = = 2;"],
    ["cycle", "import 'node:fs';\nexport default {};"],
  ] as const) {
    mkdirSync(join(dirname(file), name), { recursive: true });
    writeFileSync(join(dirname(file), name, "index.ts"), `${text}\n`);
  }
  writeFileSync(join(dirname(file), "package.json"), '{ "type": "module" }\n');
  for (const name of ["plain", "cycle"]) writeFileSync(join(dirname(file), name, "package.json"), "{}\n");
  const env = { ...process.env, LAB_FILE: "" };
  const { status, stderr } = spawnSync(resolve("cli/lab.mjs"), ["validate", "-f", file, "-o", "json"], { encoding: "utf8", env });
  expect(status).toBe(2);
  expect(stderr.split("\n").slice(0, -2)).toEqual([
    "broken/index.ts:2: the file cannot be loaded: no luck",
    "empty/index.ts:1: the file has no scenario as its default export: export default scenario({ … })",
    "renamed/index.ts:1: the file exports a scenario named nginx, and its folder is renamed; give both one name",
    'plain/index.ts:1: the file cannot be loaded: no luck; it is an ES module, so the class\'s folder needs a package.json with { "type": "module" }',
    expect.stringMatching(
      /^alone\/index\.ts:1: the file cannot be loaded: Cannot find .*docker-class-lab.*; install docker-class-lab in the class's folder: npm install docker-class-lab$/,
    ) as unknown,
    'mistyped/index.ts:2: the file cannot be loaded: Unexpected "="',
    expect.stringMatching(
      /^cycle\/index\.ts:1: the file (cannot be loaded: it is an ES module, so the class's folder needs a package\.json|has no scenario)/,
    ) as unknown,
  ]);
});

describe("a function of a scenario of one's own that throws is a mistake in its file", () => {
  const index = (name: string, part: string) => `import { z } from "zod";
const fail = (): never => {
  throw new Error("no luck");
};
const all = {
  name: "${name}",
  title: { ko: "m", en: "m" },
  options: z.strictObject({ web: z.int().default(1) }),
  uses: () => ({ hostPorts: [], containers: [], networks: [], builds: [], images: [], memoryMb: 0 }),
  endpoints: () => [],
  declare: () => undefined,
  checks: () => [],
};
export default { ...all, ${part}: fail };
`;
  const run = (parts: readonly string[], command: string, ...words: string[]) => {
    const names = parts.map((part) => `of-${part}`);
    const file = classFolder({
      "package.json": '{ "type": "module" }\n',
      "lab.yaml": `name: c\nlanguage: en\nscenarios: ${JSON.stringify(names.map((name) => `./${name}`))}\n`,
      ...Object.fromEntries(parts.map((part) => [`of-${part}/index.ts`, index(`of-${part}`, part)])),
    });
    symlinkSync(resolve("node_modules"), join(dirname(file), "node_modules"));
    const { status, stdout, stderr } = spawnSync(process.execPath, [resolve(command), ...words], { cwd: dirname(file), encoding: "utf8" });
    return { status, stdout, lines: stderr.split("\n") };
  };

  test("of what is asked when the class is read", () => {
    const parts = ["uses", "endpoints", "checks", "files", "facts", "solve"];
    const { status, lines } = run(parts, "cli/lab.mjs", "validate");
    expect(status).toBe(2);
    expect(lines.slice(0, parts.length)).toEqual(parts.map((part) => `of-${part}/index.ts:3: the file fails in ${part}(): no luck`));
  });

  test.each([
    ["lab plan", "cli/lab.mjs", "plan"],
    ["plain cdktf", "main.mjs"],
  ] as const)("declare, before %s writes a line", (_, command, ...words) => {
    expect(run(["declare"], command, ...words)).toEqual({
      ...{ status: 2, stdout: "" },
      lines: ["of-declare/index.ts:3: the file fails in declare(): no luck", "Nothing was created. npx lab plan tries it again", ""],
    });
  });
});
