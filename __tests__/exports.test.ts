// What a package has for others to import. The example app, deployed by e2e/engine/example-app, is built on it.
import { existsSync, readFileSync } from "node:fs";
import { resolve } from "node:path";

test("every export is a file of the package, whose types are those of a clone's source where there is one", () => {
  const { exports, files } = JSON.parse(readFileSync(resolve("package.json"), "utf8")) as {
    exports: Record<string, string | { types: [string, string]; default: string }>;
    files: string[];
  };
  const paths = Object.values(exports).flatMap((one) => (typeof one === "string" ? [one] : [one.types[0], one.default]));
  expect(paths.filter((path) => !existsSync(resolve(path)))).toEqual([]);
  // a package has what `npm run package` declares of them
  expect(files).toEqual(expect.arrayContaining(["types"]));
  expect(files).not.toContain("exports");
  for (const path of files.filter((name) => name !== "types")) expect(existsSync(resolve(path))).toBe(true);
});

test("a copy of the scenario nginx finds what it imports of the project in docker-class-lab/scenario", () => {
  const exported = readFileSync(resolve("exports/scenario.ts"), "utf8");
  const names = ["index", "checks"].flatMap((file) => {
    const text = readFileSync(resolve(`stacks/scenarios/nginx/${file}.ts`), "utf8");
    return [...text.matchAll(/^import (?:type )?\{ (.*) \} from "\.\./gm)].flatMap(([, list = ""]) => list.split(", "));
  });
  expect(names.length).toBeGreaterThan(8);
  expect(names.filter((name) => !new RegExp(`\\b${name}\\b`).test(exported))).toEqual([]);
});
