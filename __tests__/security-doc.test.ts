// docs/security.md: every sentence is held by a test that is there, or marked as a limit.
import { existsSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";

const text = readFileSync(resolve(__dirname, "../docs/security.md"), "utf8");
const sections = new Map(text.split(/^## /m).map((section): [string, string] => [section.split("\n")[0] ?? "", section]));

test("the tests that it names are there", () => {
  const named = [...text.matchAll(/`([\w./-]+\.(?:test|e2e)\.ts)`/g)].map(([, path = ""]) => path);
  expect(named.length).toBeGreaterThan(20);
  expect(named.filter((path) => !existsSync(join(__dirname, path)))).toEqual([]);
});

test.each(["What comes from a host", "Trusted on first use"])("%s: each point has its test, or is a limit", (title) => {
  const points = (sections.get(title) ?? "").split(/^- /m).slice(1);
  expect(points.length).toBeGreaterThan(2);
  expect(points.filter((point) => !/\.(test|e2e)\.ts`|\*\*limit\*\*/.test(point))).toEqual([]);
});

test("who can do what: each row has its test", () => {
  const rows = (sections.get("Who can do what") ?? "").split("\n").filter((line) => /^\| (?!party|-)/.test(line));
  expect(rows.filter((row) => !row.includes(".test.ts`") && !row.includes(".e2e.ts`"))).toEqual([]);
});
