// `lab check` against hosts that answer, hang, flood and lie.
import { check } from "../../cli/verbs/check";
import { exitCodeOf, jsonReport, junitReport, type Report, tableReport } from "../../cli/check-report";
import { askHost, type ClassCheck, readRound, type Round, roundScript } from "../../engine/check-round";
import { type EngineHost, engineHosts } from "../../engine/host";
import { fakeCommands } from "../fake-commands";
import { classOf, testWorkspace } from "../lab-yaml";
import { hasShellcheck, shellcheck } from "../shellcheck";

const text = (en: string) => ({ en, ko: `${en} (한국어)` });
const aCheck = (id: string, script: string, timeout?: number): ClassCheck => ({
  scenario: "nginx",
  id,
  title: text(`Title of ${id}`),
  hint: text(`Hint of ${id}`),
  script,
  ...(timeout !== undefined && { timeout }),
});

// what the address says is how that host behaves
const ssh = `
case "$*" in
  *@hangs*) exec sleep 600 ;;
  *@floods*) exec yes "$(printf 'x%.0s' 1 2 3 4 5 6 7 8)" ;;
  *@escapes*) printf 'gone \\033]0;owned\\007\\033[2J\\033[31mred\\n' >&2; exit 255 ;;
  *@lies*) while read -r line; do case "$line" in *"answer()"*) echo "$line" ;; esac; done; echo "0 0"; exit 0 ;;
esac
while [ "$1" != sh ]; do shift; done
exec "$@"`;

let fakes: { restore(): void };
beforeAll(() => {
  fakes = fakeCommands({ ssh, docker: '[ "$FAKE_ENGINE" != down ]', curl: "exit 22" });
});
afterAll(() => fakes.restore());
afterEach(() => {
  delete process.env["FAKE_ENGINE"];
  jest.restoreAllMocks();
});

const classAt = (...addresses: string[]) =>
  classOf(
    `name: c\nlanguage: en\ntarget: { hosts: { ${addresses.map((at) => `${at}: "ubuntu@${at}"`).join(", ")} } }\nscenarios: [nginx]\n`,
  );

async function hostAt(address: string): Promise<EngineHost> {
  const [host] = await engineHosts(classAt(address), testWorkspace("c"));
  if (!host) throw new Error("no host");
  return host;
}

describe("a round", () => {
  test("asks every check and tells yes, no and late apart", async () => {
    const checks = [
      aCheck("yes", "true"),
      aCheck("no", "exit 3"),
      aCheck("slow", "sleep 30", 1),
      aCheck("last", 'test "$LAB_HOST" = localhost'),
    ];
    const round = await askHost(await hostAt("good"), checks, { timeout: 20 });
    expect(round).toEqual({ student: "good", answers: ["pass", "fail", "late", "pass"], seconds: expect.any(Number) as number });
    expect(round.seconds).toBeLessThan(8);
  });

  test("hears nothing of what a check prints, wherever it prints it", async () => {
    const forger = [
      "echo '0 0'; echo '1 0' >&2; read -r line && echo \"$line\"",
      // what the shell that asks has as its own output
      'for pid in $PPID $(ps -o ppid= -p $PPID); do for n in 0 1 2 end; do echo "marker $n 0" > /proc/$pid/fd/1; done; done 2>/dev/null',
      "env | grep -c marker",
      "exit 1",
    ].join("\n");
    const round = await askHost(await hostAt("good"), [aCheck("forger", forger), aCheck("no", "false")], { timeout: 20 });
    expect(round.answers).toEqual(["fail", "fail"]);
  });

  test("ends when the Engine does not answer", async () => {
    process.env["FAKE_ENGINE"] = "down";
    const round = await askHost(await hostAt("good"), [aCheck("yes", "true")], { timeout: 20 });
    expect(round.answers).toEqual(["unknown"]);
    expect(round.error?.en).toMatch(/^the Engine does not answer. Try it by hand: ssh .*ubuntu@good docker version$/);
  });

  test("of a host that hangs ends in its time", async () => {
    const round = await askHost(await hostAt("hangs"), [aCheck("yes", "true")], { timeout: 1 });
    expect(round).toMatchObject({ answers: ["unknown"], error: { en: "no full answer within 1 seconds" } });
    expect(round.seconds).toBeLessThan(6);
  });

  test("keeps little of what a host floods it with", async () => {
    const before = process.memoryUsage().rss;
    const round = await askHost(await hostAt("floods"), [aCheck("yes", "true")], { timeout: 10 });
    expect(round.answers).toEqual(["unknown"]);
    expect(round.seconds).toBeLessThan(5);
    expect(process.memoryUsage().rss - before).toBeLessThan(50_000_000);
  });

  test("takes the escape sequences out of what a host says", async () => {
    const round = await askHost(await hostAt("escapes"), [aCheck("yes", "true")], { timeout: 5 });
    expect(round.error?.en).toMatch(/^cannot be reached \(gone red\)\. Try it by hand: ssh /);
  });

  test("has a script of its own, which shellcheck takes as it is", () => {
    const script = roundScript([aCheck("quotes", `test "it's" = 'it'\\''s'`)], "marker", "localhost");
    expect(script).toContain(`ask 0 10 'test "it'\\''s" = '\\''it'\\''\\'\\'''\\''s'\\'''`);
    if (hasShellcheck) expect(shellcheck(script, ["SC2016", "SC1003"])).toBe("");
  });
});

describe("readRound", () => {
  test("takes marked lines only, and of two answers to one check the first", () => {
    const stdout = "hello\nm 0 1\nm 0 0\n 1 0\nmm 1 0\nm 2 124\nm x\nm 1 12345\nm end 0\n";
    expect(readRound(stdout, "m", 3)).toEqual({ answers: ["fail", "unknown", "late"], ended: true });
  });

  test("says when the end is missing", () => {
    expect(readRound("m 0 0\n", "m", 2)).toEqual({ answers: ["pass", "unknown"], ended: false });
  });
});

const rounds: Round[] = [
  { student: "kim", answers: ["pass", "fail"], seconds: 1.5 },
  { student: "lee", answers: ["late", "unknown"], seconds: 60, error: text("no <answer> & more") },
];
const report: Report = {
  className: "c",
  language: "en",
  checks: [aCheck("one", "true"), { ...aCheck("two", "true"), scenario: "networks" }],
  rounds,
};

describe("the report", () => {
  test("as a table: student × check, then what to do", () => {
    expect(tableReport(report)).toMatchInlineSnapshot(`
     "STUDENT  NGINX  NETWORKS
     kim      ✓      ✗
     lee      …      ?
     ✓ yes  ✗ no  … time was up  ? not asked

     lee: no <answer> & more

     nginx/one  Title of one
       ✗ lee (time was up)
       Hint of one

     networks/two  Title of two
       ✗ kim
       Hint of two"
    `);
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
            { scenario: "nginx", id: "one", title: "Title of one", answer: "pass" },
            { scenario: "networks", id: "two", title: "Title of two", answer: "fail", hint: "Hint of two" },
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
  ] as const)("%j is exit code %i", (answers, code) => {
    expect(exitCodeOf([{ student: "kim", answers, seconds: 1 }])).toBe(code);
  });
});

/** Elements that are opened and not closed in their order; throws for what is no XML. */
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

describe("lab check", () => {
  const capture = () => {
    const written = { stdout: "", stderr: "" };
    for (const name of ["stdout", "stderr"] as const) {
      jest.spyOn(process[name], "write").mockImplementation((data) => {
        written[name] += String(data);
        return true;
      });
    }
    return written;
  };
  const ask = (addresses: string[], options: Parameters<typeof check>[1] = {}, signal = new AbortController().signal) =>
    check({ chosen: classAt(...addresses), workspace: testWorkspace("c"), signal }, options);

  test("tells each student's answer as it comes: a host that hangs keeps nobody waiting", async () => {
    const written = capture();
    const asking = ask(["hangs", "good", "escapes"], { timeout: 1 });
    await new Promise((resolve) => setTimeout(resolve, 1500));
    expect(written.stderr.split("\n").sort()).toEqual(["", expect.stringMatching(/^escapes: cannot be reached/), "good: 0/4"]);
    expect(await asking).toBe(2);
    expect(written.stdout).toMatch(/\nhangs +\?\?\?\?\ngood +✗✗✗✗\nescapes +\?\?\?\?\n/);
    // eslint-disable-next-line no-control-regex
    expect(written.stdout + written.stderr).not.toMatch(/[\u0007\u001b]/);
  }, 15_000);

  test("asks of one scenario, and refuses one that the class does not have", async () => {
    const written = capture();
    expect(await ask(["good"], { scenario: "nginx", output: "json" })).toBe(1);
    expect(JSON.parse(written.stdout)).toMatchObject({ students: [{ checks: [{ id: "port" }, {}, {}, {}] }] });
    await expect(ask(["good"], { scenario: "ngnix" })).rejects.toThrow('"ngnix" is not a scenario of this class; did you mean nginx?');
  });

  test("--watch asks again until it is stopped", async () => {
    const written = capture();
    const stop = new AbortController();
    const watching = ask(["good"], { watch: true, interval: 0.2 }, stop.signal);
    await new Promise((resolve) => setTimeout(resolve, 2000));
    stop.abort();
    expect(await watching).toBeGreaterThan(0);
    expect(written.stdout.match(/✗✗✗✗/g)?.length).toBeGreaterThan(1);
  });
});
