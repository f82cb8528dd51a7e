// The report of a round of checks, in each format.
import { csvReport, exitCodeOf, jsonReport, junitReport, type Report, tableReport } from "../../cli/check-report";
import type { ClassCheck } from "../../definition/scenario";
import type { CheckResult, Round } from "../../engine/check-round";
import type { Verdict } from "../../provisioning/check-round";

const text = (en: string) => ({ en, ko: `${en} (한국어)` });
const aCheck = (id: string): ClassCheck => ({
  scenario: "nginx",
  id,
  title: text(`Title of ${id}`),
  hint: text(`Hint of ${id}`),
  script: "true",
});

const checks = [aCheck("one"), { ...aCheck("two"), scenario: "networks" }];
const results = (...verdicts: Verdict[]): CheckResult[] => checks.map((check, at) => ({ check, verdict: verdicts[at] ?? "unknown" }));
const rounds: Round[] = [
  { student: "kim", results: results("pass", "fail"), seconds: 1.5 },
  { student: "lee", results: results("late", "unknown"), seconds: 60, error: text("no <answer> & more") },
];
const report: Report = { className: "c", language: "en", checks, rounds, progress: new Map() };

describe("the report", () => {
  test("as a table: student × check, then what to do", () => {
    expect(tableReport(report)).toMatchInlineSnapshot(`
     "STUDENT  NGINX  NETWORKS  THE LAB
     kim      ✓      ✗
     lee      …      ?
     ✓ now  ✔ done earlier  ✗ not yet  … timed out  ? not asked

     lee: no <answer> & more

     nginx/one  Title of one
       ✗ lee (timed out)
       Hint of one

     networks/two  Title of two
       ✗ kim
       Hint of two"
    `);
  });

  test("with the table last, where it is shown repeatedly", () => {
    const lines = tableReport(report, { isTableLast: true }).split("\n");
    expect([lines[0], lines[7]]).toEqual(["nginx/one  Title of one", ""]);
    expect(lines.slice(8).join("\n")).toBe(tableReport(report).split("\n\nnginx/one")[0]);
  });

  test("in Korean", () => {
    expect(tableReport({ ...report, language: "ko" })).toContain("Title of one (한국어)");
  });

  test("as JSON", () => {
    expect(JSON.parse(jsonReport(report))).toEqual({
      class: "c",
      students: [
        {
          student: "kim",
          seconds: 1.5,
          checks: [
            { scenario: "nginx", id: "one", title: "Title of one", standing: false, answer: "pass" },
            { scenario: "networks", id: "two", title: "Title of two", standing: false, answer: "fail", hint: "Hint of two" },
          ],
        },
        expect.objectContaining({ student: "lee", error: "no <answer> & more" }),
      ],
    });
  });

  test("as JUnit XML that is well-formed and escaped", () => {
    const xml = junitReport({ ...report, className: 'c"<&\u0007' });
    expect(xml).toMatchInlineSnapshot(`
     "<?xml version="1.0" encoding="UTF-8"?>
     <testsuites name="c&quot;&lt;&amp; " tests="4" failures="2" errors="1">
       <testsuite name="kim" tests="2" failures="1" errors="0" time="1.500">
         <testcase classname="nginx" name="one: Title of one"/>
         <testcase classname="networks" name="two: Title of two"><failure message="Hint of two"/></testcase>
       </testsuite>
       <testsuite name="lee" tests="2" failures="1" errors="1" time="60.000">
         <testcase classname="nginx" name="one: Title of one"><failure type="timeout" message="Hint of one"/></testcase>
         <testcase classname="networks" name="two: Title of two"><error message="no &lt;answer&gt; &amp; more"/></testcase>
       </testsuite>
     </testsuites>"
    `);
    expect(unclosed(xml)).toEqual([]);
  });

  test.each([
    [["pass", "pass"], 0],
    [["pass", "fail"], 1],
    [["pass", "late"], 1],
    [["fail", "unknown"], 2],
  ] as const)("%j is exit code %i", (verdicts, code) => {
    expect(exitCodeOf({ rounds: [{ student: "kim", results: results(...verdicts), seconds: 1 }], progress: new Map() })).toBe(code);
  });
});

describe("what was done earlier, and whether the lab is up", () => {
  const stands: ClassCheck = { ...aCheck("stands"), standing: true };
  const all = [aCheck("one"), stands];
  const first = "2026-11-25T09:00:00.000Z";
  const known: Report = {
    className: "c",
    language: "en",
    checks: all,
    rounds: [{ student: "kim", results: all.map((check) => ({ check, verdict: "fail" })), seconds: 1 }],
    progress: new Map([["kim nginx/one", { student: "kim", check: "nginx/one", first, passed: 1, failed: 3 }]]),
  };

  test("is shown apart, and counts as done", () => {
    expect(tableReport(known)).toMatchInlineSnapshot(`
     "STUDENT  NGINX  THE LAB
     kim      ✔      ✗
     ✓ now  ✔ done earlier  ✗ not yet  … timed out  ? not asked

     nginx/stands  Title of stands (the lab)
       ✗ kim
       Hint of stands"
    `);
    expect(exitCodeOf(known)).toBe(0);
    expect(exitCodeOf({ ...known, progress: new Map() })).toBe(1);
  });

  test("is exported as JSON, CSV and JUnit", () => {
    expect(JSON.parse(jsonReport(known))).toMatchObject({
      students: [{ checks: [{ answer: "fail", first, standing: false }, { standing: true }] }],
    });
    expect(csvReport(known)).toBe(
      `student,scenario,check,kind,answer,first\r\nkim,nginx,one,exercise,earlier,${first}\r\nkim,nginx,stands,lab,fail,`,
    );
    expect(junitReport(known)).toContain('<testcase classname="nginx" name="one: Title of one"/>');
  });
});

/** Elements that are opened and not closed in their order; throws for what is not XML. */
function unclosed(xml: string): string[] {
  const open: string[] = [];
  const rest = xml.replace(/<(\/?)([a-z?]+)((?: [a-zA-Z]+="[^"<]*")*)(\/|\?)?>/g, (_, close: string, name: string, __, empty?: string) => {
    if (close) expect(open.pop()).toBe(name);
    else if (!empty) open.push(name);
    return "";
  });
  expect(rest.trim()).toBe("");
  return open;
}
