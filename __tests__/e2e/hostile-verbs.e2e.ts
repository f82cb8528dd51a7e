// Every verb that asks hosts, against hosts that flood, hang, lie and write what a terminal or a shell would misread.
import { copyFileSync, chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { endpoint } from "../aws/endpoint";
import { testFolder } from "../lab-yaml";
import { withLabInstalled } from "./installed";
import { suite } from "./needs";
import { runWatched, type TreeOutcome } from "./hostile-process-tree";

jest.setTimeout(600_000);

/** Seconds: far less than a silent host is silent for, and enough for a machine that is busy. */
const deadline = 300;

const ways = [
  ...["noise", "silent", "refuses", "endless", "oneline", "stderr", "hangs", "forged", "names", "taken", "version", "states"],
  ...["huge", "deep", "many", "proto", "types"],
];

/** A class whose only honest student is lee, with commands of its own on the PATH. */
function hostileClass(students: readonly string[] = ways, { target, ...more }: { readonly target?: string } & Record<string, string> = {}) {
  const folder = withLabInstalled(testFolder());
  const bin = join(folder, "bin");
  mkdirSync(bin);
  for (const [name, file] of [
    ["ssh", "hostile-hosts.sh"],
    ["docker", "hostile-docker.sh"],
    ["terraform", "hostile-terraform.sh"],
  ] as const) {
    copyFileSync(join(__dirname, file), join(bin, name));
    chmodSync(join(bin, name), 0o755);
  }
  const machines = [...students.map((name) => `${name}: "ubuntu@${name}.example"`), 'lee: "ubuntu@good.example"'];
  writeFileSync(
    join(folder, "lab.yaml"),
    `name: c\nlanguage: en\n${target ?? `target: { hosts: { ${machines.join(", ")} } }`}\nscenarios: [nginx: { port: 18980, secondPort: 18981 }]\n`,
  );
  const env = { ...process.env, PATH: `${bin}:${process.env["PATH"] ?? ""}`, LAB_HOME: join(folder, "home"), NO_COLOR: "1", ...more };
  const lab = resolve(__dirname, "../../cli/lab.mjs");
  return { folder, run: (...words: string[]) => runWatched(lab, words, folder, env) };
}

/** What no output may hold: what moves a cursor, ends a line early, hides or turns around. */
const forbidden = /(?![\n])[\p{Cc}\p{Zl}\p{Zp}]|[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]/u;

function expectHarmless({ stdout, stderr, megabytes }: TreeOutcome, folder: string): void {
  for (const text of [stdout, stderr]) expect(forbidden.exec(text)?.[0]).toBeUndefined();
  expect(megabytes).toBeLessThan(1000);
  expect(existsSync(join(folder, "canary"))).toBe(false);
  // a stack trace would mean that a host reached code that did not expect it
  expect(stderr).not.toMatch(/^ {4}at .*:\d+:\d+\)?$/m);
}

/** Lines that a person would take for one of lee. */
const linesOfLee = (text: string) => text.split("\n").filter((line) => /^\s{0,1}lee\b/.test(line));

suite("verbs that ask every host", [], () => {
  // it waits for two minutes, beside which the others go on
  const down = hostileClass(["silent", "endless", "forged", "names", "refuses"]);
  let ended: Promise<TreeOutcome>;
  beforeAll(() => {
    ended = down.run("down", "--yes");
  });

  test("lab status: lee's row is the only one of lee, and the others are not usable", async () => {
    const { folder, run } = hostileClass();
    const outcome = await run("status");
    expectHarmless(outcome, folder);
    expect(outcome.code).toBe(1);
    expect(linesOfLee(outcome.stdout)).toEqual([expect.stringMatching(/^lee +good\.example +absent$/)]);
    for (const name of [
      "noise",
      "silent",
      "refuses",
      "endless",
      "oneline",
      "stderr",
      "hangs",
      "names",
      "version",
      "states",
      "huge",
      "deep",
      "many",
      "types",
    ]) {
      expect(outcome.stdout).toMatch(new RegExp(`^${name} +${name}\\.example +not usable$`, "m"));
    }
    expect(linesOfLee(outcome.stderr)).toEqual([]);
    expect(outcome.seconds).toBeLessThan(deadline);
  });

  test("lab status -o json: a student each, and lee is well", async () => {
    const students = ["refuses", "forged", "names", "version", "proto", "types"];
    const { folder, run } = hostileClass(students);
    const outcome = await run("status", "-o", "json");
    expectHarmless(outcome, folder);
    const { labs } = JSON.parse(outcome.stdout) as { labs: { student: string; engine?: string; error?: string }[] };
    expect(labs.map(({ student }) => student)).toEqual([...students, "lee"]);
    expect(labs.at(-1)).toMatchObject({ student: "lee", engine: "29.1.0" });
    for (const { error = "" } of labs) expect(forbidden.exec(error)).toBeNull();
    expect(outcome.seconds).toBeLessThan(deadline);
  });

  test("lab check", async () => {
    const { folder, run } = hostileClass();
    const outcome = await run("check", "--timeout", "20");
    expectHarmless(outcome, folder);
    expect(outcome.code).toBe(2);
    expect(linesOfLee(outcome.stdout)).toEqual([expect.stringMatching(/^lee +✗+ +✗+$/)]);
    expect(outcome.seconds).toBeLessThan(deadline);
  });

  test("lab exec: what a host prints is below its own name, and lee's is lee's", async () => {
    const { folder, run } = hostileClass();
    const outcome = await run("exec", "--timeout", "20", "--", "echo it is me");
    expectHarmless({ ...outcome, stdout: outcome.stdout.replaceAll("\t", "") }, folder);
    expect(outcome.code).toBe(1);
    expect(outcome.stdout).toContain("lee\n  it is me\n");
    expect(linesOfLee(outcome.stdout)).toEqual(["lee"]);
    expect(outcome.stdout.length).toBeLessThan(8_000_000);
    expect(outcome.seconds).toBeLessThan(deadline);
  });

  test("lab guide: a page holds nothing of a host", async () => {
    const { folder, run } = hostileClass();
    const outcome = await run("guide", "--all", "guides");
    expectHarmless(outcome, folder);
    expect(outcome.code).toBe(0);
    for (const file of readdirSync(join(folder, "guides")))
      expect(readFileSync(join(folder, "guides", file), "utf8")).not.toMatch(/evil\.example|onerror/);
  });

  test("lab cards and extend of EC2 hosts: an end is a moment or nothing", async () => {
    const instance = (host: string, at: number) =>
      `<item><instancesSet><item><instanceId>i-${at}</instanceId><instanceState><name>running</name></instanceState><ipAddress>${host === "lee" ? "good" : host}.example</ipAddress><launchTime>2026-11-25T00:00:00Z</launchTime><tagSet><item><key>docker-class-lab:class</key><value>c</value></item><item><key>docker-class-lab:student</key><value>${host}</value></item></tagSet></item></instancesSet></item>`;
    const items = [...ways, "lee"].map(instance).join("");
    const aws = await endpoint(({ action }) => ({
      body: `<${action}Response xmlns="http://ec2.amazonaws.com/doc/2016-11-15/"><reservationSet>${items}</reservationSet></${action}Response>`,
    }));
    try {
      const target = `target: { aws: { region: ap-northeast-2, access: [203.0.113.0/24] } }\nlifetime: 4h\nstudents: [${[...ways, "lee"].join(", ")}]`;
      const { folder, run } = hostileClass([], { target });
      const [cards, extended] = await Promise.all([run("cards"), run("extend", "1h")]);
      expectHarmless(cards, folder);
      expect(cards.code).toBe(1);
      expect(readFileSync(join(folder, "cards.html"), "utf8")).not.toMatch(/evil|alert\(|HYPERLINK|cmd\|/);
      expect(cards.seconds).toBeLessThan(deadline);
      expectHarmless(extended, folder);
      expect(extended.code).toBe(1);
      expect(extended.stdout).toMatch(/^forged +not moved: /m);
      expect(linesOfLee(extended.stdout)).toEqual([expect.stringMatching(/^lee +not moved: exit status 1: lab: this host has no end$/)]);
      expect(extended.seconds).toBeLessThan(deadline);
    } finally {
      await aws.close();
    }
  });

  test("lab up: the others' labs go on, and no fix that is printed runs a host's text", async () => {
    const { folder, run } = hostileClass();
    const outcome = await run("up", "--yes");
    expectHarmless(outcome, folder);
    expect(linesOfLee(outcome.stdout)).toEqual([expect.stringMatching(/^lee +good\.example +absent$/)]);
    expect(outcome.stderr).toContain("Lab of lee");
    for (const line of outcome.stderr.split("\n").filter((each) => each.includes("Free it")))
      expect(line).toMatch(/^ *Free it: npx lab exec --on [a-z]+ -- (docker|sudo) [\w .'=:-]+( says which.*)?$/);
    expect(outcome.stdout + outcome.stderr).not.toMatch(/docker (stop|rm)[^\n]*(;|\||curl)/);
    expect(outcome.seconds).toBeLessThan(deadline);
  });

  test("lab down: a host's word alone counts for no other student's lab", async () => {
    const outcome = await ended;
    expectHarmless(outcome, down.folder);
    expect(outcome.code).toBe(1);
    expect(outcome.stdout).not.toContain("is down");
    for (const name of ["silent", "endless", "refuses"]) expect(outcome.stdout).toMatch(new RegExp(`^${name} `, "m"));
    expect(linesOfLee(outcome.stdout)).toEqual([]);
    expect(outcome.seconds).toBeLessThan(deadline);
  });
});

suite("verbs of one student", [], () => {
  test("lab logs", async () => {
    const { folder, run } = hostileClass();
    const names = ["forged", "endless", "noise", "refuses"];
    const outcomes = await Promise.all(names.map(async (name) => ({ name, outcome: await run("logs", name) })));
    for (const { name, outcome } of outcomes) {
      expect(outcome.code).toBe(name === "forged" ? 0 : 1);
      expectHarmless({ ...outcome, stdout: outcome.stdout.replaceAll("\t", "") }, folder);
      expect(outcome.seconds).toBeLessThan(deadline);
    }
  });

  test("lab reset lists nothing that a host forged", async () => {
    // a class each, for one reset at a time changes a class
    const outcomes = await Promise.all(
      ["forged", "endless", "types"].map(async (name) => {
        const { folder, run } = hostileClass();
        return { folder, outcome: await run("reset", name, "--yes") };
      }),
    );
    for (const { folder, outcome } of outcomes) {
      expectHarmless(outcome, folder);
      expect(outcome.code).toBe(1);
      expect(outcome.stdout).not.toContain("at its start");
    }
  });
});
