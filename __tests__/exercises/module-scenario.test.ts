// A folder with an index.ts: the built-in scenarios are found by their folders as an instructor's are, and what is wrong with one is said.
import { spawnSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { scenarios } from "../../stacks/scenarios";
import { classFolder } from "./folder";

test("every built-in scenario is such a folder; one that cannot be loaded, one without a scenario, and one under another name are refused by their file", () => {
  const entries = [...scenarios.map(({ folder }) => folder), "./broken", "./empty", "./renamed", "./plain", "./alone"];
  const file = classFolder({ "lab.yaml": `name: c\nscenarios: ${JSON.stringify(entries)}\n` });
  const built = JSON.stringify(join(resolve("stacks/scenarios/nginx"), "index.ts"));
  for (const [name, text] of [
    ["broken", "throw new Error('no luck');"],
    ["empty", "export default {};"],
    ["renamed", `export { default } from ${built};`],
    ["plain", "throw new Error('no luck');"],
    ["alone", "import 'docker-class-lab/scenario';"],
  ] as const) {
    mkdirSync(join(dirname(file), name), { recursive: true });
    writeFileSync(join(dirname(file), name, "index.ts"), `${text}\n`);
  }
  writeFileSync(join(dirname(file), "package.json"), '{ "type": "module" }\n');
  writeFileSync(join(dirname(file), "plain/package.json"), "{}\n");
  const env = { ...process.env, LAB_FILE: "" };
  const { status, stderr } = spawnSync(resolve("cli/lab.mjs"), ["validate", "-f", file, "-o", "json"], { encoding: "utf8", env });
  expect(status).toBe(2);
  expect(stderr.split("\n").slice(0, -2)).toEqual([
    "broken/index.ts:1: the file cannot be loaded: no luck",
    "empty/index.ts:1: the file has no scenario as its default export: export default scenario({ … })",
    "renamed/index.ts:1: the file exports a scenario named nginx, and its folder is renamed; give both one name",
    'plain/index.ts:1: the file cannot be loaded: no luck; it is an ES module, so the class\'s folder needs a package.json with { "type": "module" }',
    expect.stringMatching(
      /^alone\/index\.ts:1: the file cannot be loaded: Cannot find .*docker-class-lab.*; install docker-class-lab in the class's folder: npm install docker-class-lab$/,
    ) as unknown,
  ]);
});
