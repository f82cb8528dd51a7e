// A folder with an index.ts: the built-in scenarios are found by their folders as an instructor's are, and what is wrong with one is said.
import { spawnSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import { scenarios } from "../../stacks/scenarios";
import type { Scenario } from "../../stacks/scenarios/scenario";
import { classFolder } from "./folder";

/** A scenario of which one function throws. */
const failing = (name: string, part: string) => `import { z } from ${JSON.stringify(resolve("node_modules/zod/index.js"))};
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
export default { ...all, ${part}: fail };`;

test("every built-in scenario is such a folder", async () => {
  for (const { folder, name } of scenarios) {
    const module = (await import(join(folder, "index"))) as { default: Scenario };
    expect([basename(folder), module.default.name]).toEqual([name, name]);
  }
});

test("a file that cannot be loaded, one without a scenario, one under another name, and a function that throws when the class is read are mistakes in their files", () => {
  const parts = ["uses", "endpoints", "checks", "files", "facts", "solve"];
  const texts = {
    broken: "const luck: string = 'no luck';\nthrow new Error(luck);",
    empty: "export default {};",
    renamed: failing("nginx", "solve"),
    plain: "throw new Error('no luck');",
    alone: "import 'docker-class-lab/scenario';",
    mistyped: "const first = 1;\nconst second = = 2;",
    secret: failing("secret", "solve").replace("checks:", 'secrets: ["db-password"], checks:'),
    cycle: "import 'node:fs';\nexport default {};",
    ...Object.fromEntries(parts.map((part) => [`of-${part}`, failing(`of-${part}`, part)])),
  };
  const file = classFolder({
    "lab.yaml": `name: c\nlanguage: en\nscenarios: [${Object.keys(texts)
      .map((name) => `./${name}`)
      .join(", ")}]\n`,
    "package.json": '{ "type": "module" }\n',
  });
  for (const [name, text] of Object.entries(texts)) {
    mkdirSync(join(dirname(file), name));
    writeFileSync(join(dirname(file), name, "index.ts"), `${text}\n`);
  }
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
    'secret/index.ts:1: secrets[0]: "db-password" must be a name of lower-case letters, digits and _, which begins with a letter',
    expect.stringMatching(
      /^cycle\/index\.ts:1: the file (cannot be loaded: it is an ES module, so the class's folder needs a package\.json|has no scenario)/,
    ) as unknown,
    ...parts.map((part) => `of-${part}/index.ts:3: the file fails in ${part}(): no luck`),
  ]);
});

test.each([
  ["lab plan", "cli/lab.mjs", "plan"],
  ["plain cdktf", "main.mjs"],
] as const)("a declare() that throws is a mistake in its file, before %s writes a line", (_, command, ...words) => {
  const file = classFolder({
    "package.json": '{ "type": "module" }\n',
    "lab.yaml": "name: c\nlanguage: en\nscenarios: [./own]\n",
    "own/index.ts": failing("own", "declare"),
  });
  const { status, stdout, stderr } = spawnSync(process.execPath, [resolve(command), ...words], { cwd: dirname(file), encoding: "utf8" });
  expect({ status, stdout, stderr }).toEqual({
    status: 2,
    stdout: "",
    stderr: `own/index.ts:3: the file fails in declare(): no luck\nNothing was created. npx --prefix ${resolve(".")} lab plan tries it again\n`,
  });
});
