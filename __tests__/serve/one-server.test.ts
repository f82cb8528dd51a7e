// One server per class, and its rounds as another command of this machine reads them.
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { hostname } from "node:os";
import type { ClassCheck } from "../../definition/scenario";
import type { Round } from "../../engine/check-round";
import { beTheServer, roundsAddress } from "../../serve/one-server";
import { servedRounds } from "../../serve/rounds-port";
import { testWorkspace } from "../lab-yaml";

const text = { ko: "나", en: "a" };
const check = (id: string): ClassCheck => ({ scenario: "nginx", id, title: text, hint: text, script: "true" });
const [one, two] = [check("one"), check("two")];
const round = (student: string): Round => ({
  student,
  seconds: 1,
  results: [
    { check: one, verdict: "pass" },
    { check: two, verdict: "fail", said: "port 80" },
  ],
});
const signal = new AbortController().signal;
const none = () => undefined;
const left = (given: object) =>
  JSON.stringify({
    pid: process.pid,
    host: hostname(),
    since: "2026-12-01T09:00:00Z",
    url: "http://a",
    rounds: { port: 1, token: "t" },
    ...given,
  });

test("a second one is refused with the first one's process and address, until that has ended", async () => {
  const workspace = testWorkspace();
  const release = await beTheServer(workspace, { url: "https://192.0.2.1:8770", shown: "" }, none);
  await expect(beTheServer(workspace, { url: "https://192.0.2.1:8771", shown: "" }, none)).rejects.toThrow(
    `is already being served: by process ${process.pid} on ${hostname()}, at https://192.0.2.1:8770, since `,
  );
  release();
  expect(existsSync(workspace.path("pages.json"))).toBe(false);
  (await beTheServer(workspace, { url: "https://192.0.2.1:8771", shown: "" }, none))();
});

test("of many at once, one gets it", async () => {
  const workspace = testWorkspace();
  const all = await Promise.allSettled(Array.from({ length: 5 }, () => beTheServer(workspace, { url: "http://a", shown: "" }, none)));
  const served = all.flatMap((each) => (each.status === "fulfilled" ? [each.value] : []));
  expect(served).toHaveLength(1);
  for (const release of served) release();
});

test("what a killed server left stops nobody: its process has ended, or another has its id; a damaged file counts for nothing", async () => {
  for (const before of [left({ pid: spawnSync("true").pid }), left({}), "{"]) {
    const workspace = testWorkspace();
    workspace.write("pages.json", before);
    (await beTheServer(workspace, { url: "http://a", shown: "" }, none))();
  }
});

test("one on another machine with the same folder does not count as dead", async () => {
  const workspace = testWorkspace();
  workspace.write("pages.json", left({ host: "elsewhere" }));
  await expect(beTheServer(workspace, { url: "http://a", shown: "" }, none)).rejects.toMatchObject({
    next: expect.stringContaining("on elsewhere"),
  });
  expect(roundsAddress(workspace)).toBeUndefined();
});

test("its rounds are read with its token, for the students and checks that it has", async () => {
  const workspace = testWorkspace();
  const lost = { ...round("lee"), error: { ko: "없음", en: "gone" } };
  const release = await beTheServer(workspace, { url: "http://a", shown: "" }, () => Promise.resolve([round("kim"), lost]));
  const address = roundsAddress(workspace);
  if (!address) throw new Error("no address");
  expect(await servedRounds(address, ["lee", "kim"], [two, one], signal)).toEqual([
    { ...lost, results: lost.results.toReversed() },
    { ...round("kim"), results: lost.results.toReversed() },
  ]);
  expect(await servedRounds(address, ["park"], [one], signal)).toBeUndefined();
  expect(await servedRounds(address, ["kim"], [check("three")], signal)).toBeUndefined();
  expect(await servedRounds({ ...address, token: "t" }, ["kim"], [one], signal)).toBeUndefined();
  release();
  expect(await servedRounds(address, ["kim"], [one], signal)).toBeUndefined();
  expect(roundsAddress(workspace)).toBeUndefined();
});
