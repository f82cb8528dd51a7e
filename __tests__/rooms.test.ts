// The rule that holds the arrows between the rooms: red on an upward import and on a circle, silent on what goes down.
import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { testFolder } from "./lab-yaml";

test("an import that goes up is refused, also of a type alone, and a circle; one that goes down passes; what asks a cloud is in its own folders", () => {
  const files = {
    "definition/a.ts": 'import type { B } from "../stacks/b";\nexport type A = B;\n',
    "stacks/b.ts": "export type B = string;\n",
    "engine/a.ts": 'import { b } from "./b";\nexport const a = () => b;\n',
    "engine/b.ts": 'import { a } from "./a";\nexport const b = () => a;\n',
    "aws/a.ts": "export const a = 1;\n",
    "deploy/aws/own.ts": 'export { a } from "../../aws/a";\n',
    "deploy/other.ts": 'export { a } from "../aws/a";\n',
    "definition/down.ts": "export const a = 1;\n",
    "stacks/down.ts": 'export { a } from "../definition/down";\n',
  };
  const folder = testFolder();
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
  for (const name of [".dependency-cruiser.cjs", "tsconfig.json"]) cpSync(name, join(folder, name));
  const command = resolve("node_modules/dependency-cruiser/bin/dependency-cruise.mjs");
  const words = [command, "--output-type", "err", "definition", "stacks", "engine", "deploy", "aws"];
  const { status, stdout } = spawnSync(process.execPath, words, { cwd: folder, encoding: "utf8" });
  expect(status).not.toBe(0);
  expect(stdout).toContain("definition-imports-down: definition/a.ts → stacks/b.ts");
  expect(stdout).toMatch(/no-circles: engine\/[ab]\.ts →/);
  expect(stdout).toContain("aws-asked-by-its-own-alone: deploy/other.ts → aws/a.ts");
  expect(stdout).not.toContain("down.ts");
  expect(stdout).not.toContain("own.ts");
}, 60_000);
