// One command at a time changes a class; a killed command locks nobody out.
import { spawn, spawnSync } from "node:child_process";
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { hostname } from "node:os";
import { join } from "node:path";
import { formatMoment, ownOffset } from "../../definition/moment";
import { guarded, withLock } from "../../workspace/lock";
import { Workspace } from "../../workspace/workspace";
import { testFolder, testWorkspace } from "../lab-yaml";

const lockOf = (workspace: Workspace) => workspace.path("lock.json");
const holder = (pid: number, host = hostname()) => `${JSON.stringify({ verb: "up", pid, host, since: "2026-11-25T10:00:00.000Z" })}\n`;
/** The id of a process that has ended. */
const deadPid = () => spawnSync("true").pid;

test("it is held while the work goes on, and free after it, also after a failure", async () => {
  const workspace = testWorkspace("c");
  await withLock(workspace, "up", async () => {
    expect(JSON.parse(readFileSync(lockOf(workspace), "utf8"))).toMatchObject({ verb: "up", pid: process.pid, host: hostname() });
    await expect(withLock(workspace, "down", () => Promise.resolve())).rejects.toMatchObject({
      message: expect.stringContaining(`Class c is being changed by lab up, process ${process.pid} on ${hostname()}, since `),
      next: expect.stringMatching(
        /^Wait for it, or end it with Ctrl-C in its terminal \(kill \d+ does the same\)\. If that process is no longer a command of this class: rm /,
      ),
    });
  });
  await expect(withLock(workspace, "up", () => Promise.reject(new Error("no")))).rejects.toThrow("no");
  expect(existsSync(lockOf(workspace))).toBe(false);
});

test("the lock of a command that was killed on this machine is free at once, for one of many that wait", async () => {
  const workspace = testWorkspace("c");
  writeFileSync(lockOf(workspace), holder(deadPid()));
  let inside = 0;
  let max = 0;
  const outcomes = await Promise.allSettled(
    Array.from({ length: 8 }, () =>
      withLock(workspace, "up", async () => {
        max = Math.max(max, ++inside);
        await new Promise((resolve) => setTimeout(resolve, 500));
        inside--;
      }),
    ),
  );
  expect(max).toBe(1);
  expect(outcomes.filter(({ status }) => status === "fulfilled").length).toBeGreaterThan(0);
}, 60_000);

test("it is each class's own", async () => {
  const [one, other] = [testWorkspace("one"), testWorkspace("two")];
  expect(await withLock(one, "up", () => withLock(other, "up", () => Promise.resolve("done")))).toBe("done");
});

test("a live process keeps it, whatever its age; one on another machine does not count as dead", async () => {
  const workspace = testWorkspace("c");
  const child = spawn("sleep", ["60"]);
  writeFileSync(lockOf(workspace), holder(child.pid ?? 0));
  await expect(withLock(workspace, "up", () => Promise.resolve())).rejects.toThrow("is being changed by lab up");
  // on the reader's clock
  const since = new Date("2026-11-25T10:00:00.000Z");
  await expect(withLock(workspace, "up", () => Promise.resolve())).rejects.toThrow(`since ${formatMoment(since, ownOffset(since))}`);
  child.kill();
  writeFileSync(lockOf(workspace), holder(deadPid(), "elsewhere"));
  await expect(withLock(workspace, "up", () => Promise.resolve())).rejects.toMatchObject({ next: expect.stringContaining("on elsewhere") });
});

test.each(["", "{", '{"pid":"x"}'])("a damaged lock counts for nothing: %s", async (text) => {
  const workspace = testWorkspace("c");
  writeFileSync(lockOf(workspace), text);
  await expect(withLock(workspace, "up", () => Promise.resolve("done"))).resolves.toBe("done");
});

test("a lock that somebody else has taken meanwhile is left to them", async () => {
  const workspace = testWorkspace("c");
  await withLock(workspace, "up", () => {
    writeFileSync(lockOf(workspace), holder(process.pid));
    return Promise.resolve();
  });
  expect(existsSync(lockOf(workspace))).toBe(true);
});

test("a folder that cannot be written is reported in one sentence", async () => {
  const root = testFolder();
  writeFileSync(join(root, "c"), "a file");
  await expect(withLock(new Workspace("c", root), "up", () => Promise.resolve())).rejects.toMatchObject({
    name: "FailedError",
    message: expect.stringContaining("is not a usable folder"),
    next: expect.stringContaining("Something that is not a folder is in the way"),
  });
  const workspace = testWorkspace("d");
  writeFileSync(workspace.path("guard"), "a file where a folder is wanted");
  await expect(guarded(workspace, () => 1)).rejects.toMatchObject({
    name: "FailedError",
    message: expect.stringMatching(/ cannot be locked: .*guard is no folder$/),
  });
});

test("a folder in place of the file is moved aside, and what cannot be written is reported", () => {
  const workspace = testWorkspace("c");
  mkdirSync(workspace.path("hosts-seen.json"));
  expect(workspace.read("hosts-seen.json")).toBe("");
  workspace.write("hosts-seen.json", "[]");
  expect(workspace.read("hosts-seen.json")).toBe("[]");
  expect(workspace.read("nothing")).toBeUndefined();
  expect(() => workspace.write("hosts-seen.json/x", "")).toThrow("cannot be written");
  chmodSync(workspace.folder, 0o755);
  workspace.create();
});

test("a relative LAB_HOME is resolved, and a class's siblings are found", () => {
  const before = process.env["LAB_HOME"];
  process.env["LAB_HOME"] = "some/where";
  try {
    const workspace = Workspace.of("c", "lab.yaml");
    expect(workspace.folder).toBe(join(process.cwd(), "some/where/c"));
    expect(workspace.labFile).toBe("../../lab.yaml");
    expect(workspace.siblings()).toEqual([]);
  } finally {
    if (before === undefined) delete process.env["LAB_HOME"];
    else process.env["LAB_HOME"] = before;
  }
});
