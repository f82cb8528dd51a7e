// A round of checks as a script, and how its answers are read.
import type { Check } from "../../definition/scenario";
import { thisMachine } from "../../engine/host";
import { readRound, roundScript } from "../../provisioning/check-round";
import { fakeCommands } from "../fake-commands";
import { hasShellcheck, shellcheck } from "../shellcheck";

test("a round is one script, which shellcheck takes as it is", () => {
  const text = { en: "", ko: "" };
  const quotes: Check = { id: "quotes", title: text, hint: text, script: `test "it's" = 'it'\\''s'` };
  const script = roundScript([quotes], "marker", "localhost");
  expect(script).toContain(`ask 0 10 'test "it'\\''s" = '\\''it'\\''\\'\\'''\\''s'\\'''`);
  if (hasShellcheck) expect(shellcheck(script, ["SC2016", "SC1003"])).toBe("");
});

test("a check that leaves a process behind keeps neither the round nor the others waiting", async () => {
  const fakes = fakeCommands({ docker: "exit 0" });
  const text = { en: "", ko: "" };
  const leaving = (id: string, script: string, says: boolean): Check => ({ id, title: text, hint: text, script, says });
  const checks = [
    leaving("quiet", "sleep 30 & exit 0", false),
    leaving("loud", "sleep 30 & echo left; exit 1", true),
    leaving("nohup", "nohup sh -c 'for n in $(seq 30); do sleep 1; echo more; done' & exit 0", true),
  ];
  const started = Date.now();
  const answer = await thisMachine("kim", "127.0.0.1").run(roundScript(checks, "marker", "localhost"), { timeout: 25 });
  fakes.restore();
  expect(readRound("stdout" in answer ? answer.stdout : "", "marker", 3)).toMatchObject({
    verdicts: ["pass", "fail", "pass"],
    ended: true,
    said: new Map([[1, "left"]]),
  });
  expect(answer.kind).toBe("done");
  expect(Date.now() - started).toBeLessThan(20_000);
});

describe("readRound", () => {
  test("takes marked lines only, and of two answers to one check the first", () => {
    const stdout = "hello\nm 0 1\nm 0 0\n 1 0\nmm 1 0\nm 2 124\nm x\nm 1 12345\nm end 0\n";
    expect(readRound(stdout, "m", 3)).toEqual({ verdicts: ["fail", "unknown", "late"], ended: true, said: new Map() });
  });

  test("says when the end is missing", () => {
    expect(readRound("m 0 0\n", "m", 2)).toEqual({ verdicts: ["pass", "unknown"], ended: false, said: new Map() });
  });
});
