// What was green once stays known, whatever is asked later and whatever was cut off.
import { appendFileSync } from "node:fs";
import { readProgress, recordProgress } from "../../workspace/progress";
import { testWorkspace } from "../lab-yaml";

const answer = (passed: boolean, student = "kim", check = "nginx/hello") => ({ student, check, passed });

test("keeps the first time a check was green, and counts the answers since", () => {
  const workspace = testWorkspace();
  recordProgress(workspace, [answer(false)], new Date("2026-11-25T09:00:00Z"));
  expect(readProgress(workspace).size).toBe(0);
  recordProgress(workspace, [answer(true)], new Date("2026-11-25T09:10:00Z"));
  recordProgress(workspace, [answer(false), answer(true, "lee")], new Date("2026-11-25T09:20:00Z"));
  expect([...readProgress(workspace).values()]).toEqual([
    { student: "kim", check: "nginx/hello", first: "2026-11-25T09:10:00.000Z", passed: 1, failed: 1 },
    { student: "lee", check: "nginx/hello", first: "2026-11-25T09:20:00.000Z", passed: 1, failed: 0 },
  ]);
});

test("a line that was cut off does not take the others with it", () => {
  const workspace = testWorkspace();
  recordProgress(workspace, [answer(true)]);
  appendFileSync(workspace.path("progress.jsonl"), '{"student":"lee","che');
  expect([...readProgress(workspace).keys()]).toEqual(["kim nginx/hello"]);
});
