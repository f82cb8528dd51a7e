// The rule that holds the arrows between the rooms: red on an upward import and on a circle, silent on what goes down.
import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { testFolder } from "./lab-yaml";

function cruise(files: Readonly<Record<string, string>>) {
  const folder = testFolder();
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
  for (const name of [".dependency-cruiser.cjs", "tsconfig.json"]) cpSync(name, join(folder, name));
  const command = resolve("node_modules/dependency-cruiser/bin/dependency-cruise.mjs");
  const rooms = [...new Set(Object.keys(files).map((name) => name.split("/")[0] ?? ""))];
  const { status, stdout } = spawnSync(process.execPath, [command, "--output-type", "err", ...rooms], { cwd: folder, encoding: "utf8" });
  return { status, stdout };
}

test("an import that goes down passes", () => {
  const { status, stdout } = cruise({
    "definition/a.ts": "export const a = 1;\n",
    "stacks/b.ts": 'export { a } from "../definition/a";\n',
  });
  expect({ status, stdout }).toEqual({ status: 0, stdout: expect.stringContaining("no dependency violations found") });
});

test("an import that goes up is refused, also of a type alone", () => {
  const { status, stdout } = cruise({
    "definition/a.ts": 'import type { B } from "../stacks/b";\nexport type A = B;\n',
    "stacks/b.ts": "export type B = string;\n",
  });
  expect(status).not.toBe(0);
  expect(stdout).toContain("definition-imports-down: definition/a.ts → stacks/b.ts");
});

test("a circle is refused", () => {
  const { status, stdout } = cruise({
    "engine/a.ts": 'import { b } from "./b";\nexport const a = () => b;\n',
    "engine/b.ts": 'import { a } from "./a";\nexport const b = () => a;\n',
  });
  expect(status).not.toBe(0);
  expect(stdout).toContain("no-circles");
});
