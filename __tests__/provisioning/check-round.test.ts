// A round of checks as a script, and how its answers are read.
import type { Check } from "../../definition/scenario";
import { readRound, roundScript } from "../../provisioning/check-round";
import { hasShellcheck, shellcheck } from "../shellcheck";

test("a round is one script, which shellcheck takes as it is", () => {
  const text = { en: "", ko: "" };
  const quotes: Check = { id: "quotes", title: text, hint: text, script: `test "it's" = 'it'\\''s'` };
  const script = roundScript([quotes], "marker", "localhost");
  expect(script).toContain(`ask 0 10 'test "it'\\''s" = '\\''it'\\''\\'\\'''\\''s'\\'''`);
  if (hasShellcheck) expect(shellcheck(script, ["SC2016", "SC1003"])).toBe("");
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
