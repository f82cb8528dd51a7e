// One command at a time changes a class.
import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdirSync, utimesSync, writeFileSync } from "node:fs";
import { hostname } from "node:os";
import { withLock } from "../../workspace/lock";
import { testWorkspace } from "../lab-yaml";
import type { Workspace } from "../../workspace/workspace";

const done = () => Promise.resolve("done");

/** A lock as a command leaves it that ended without giving it back. */
function leaveLock(workspace: Workspace, holder: object | string, secondsAgo = 0): void {
  mkdirSync(workspace.path("lock"));
  const at = Date.now() / 1000 - secondsAgo;
  utimesSync(workspace.path("lock"), at, at);
  writeFileSync(workspace.path("lock-holder.json"), typeof holder === "string" ? holder : JSON.stringify(holder));
}

test("is held while the work goes on, and free afterwards, also after a failure", async () => {
  const workspace = testWorkspace();
  await withLock(workspace, "up", async () => {
    await expect(withLock(workspace, "down", done)).rejects.toMatchObject({
      name: "FailedError",
      message: expect.stringMatching(
        new RegExp(`^Class docker-101 is being changed by lab up, process ${process.pid} on ${hostname()}, since \\d{4}-`),
      ) as string,
      next: expect.stringContaining(`kill ${process.pid} on ${hostname()}`) as string,
    });
    expect(existsSync(workspace.path("lock-holder.json"))).toBe(true);
  });
  await expect(withLock(workspace, "up", () => Promise.reject(new Error("failed")))).rejects.toThrow("failed");
  expect(await withLock(workspace, "down", done)).toBe("done");
  expect(existsSync(workspace.path("lock-holder.json"))).toBe(false);
});

test("is each class's own", async () => {
  const [one, two] = [testWorkspace("one"), testWorkspace("two")];
  expect(await withLock(one, "up", () => withLock(two, "up", done))).toBe("done");
});

test("of a process that was killed on this machine is taken at once", async () => {
  const workspace = testWorkspace();
  const { pid } = spawnSync("true");
  leaveLock(workspace, { verb: "up", pid, host: hostname(), since: "2026-12-01T09:00:00.000Z" });
  expect(await withLock(workspace, "down", done)).toBe("done");
});

test("of a process that lives is not taken", async () => {
  const workspace = testWorkspace();
  const other = spawn("sleep", ["60"]);
  await once(other, "spawn");
  leaveLock(workspace, { verb: "up", pid: other.pid, host: hostname(), since: "2026-12-01T09:00:00.000Z" });
  await expect(withLock(workspace, "down", done)).rejects.toThrow(`process ${other.pid ?? 0} on ${hostname()}`);
  other.kill();
});

test("of another machine is not taken by a process number, and free when it is stale", async () => {
  const { pid } = spawnSync("true");
  const holder = { verb: "up", pid, host: "another-machine", since: "2026-12-01T09:00:00.000Z" };
  const [fresh, stale] = [testWorkspace(), testWorkspace()];
  leaveLock(fresh, holder);
  await expect(withLock(fresh, "down", done)).rejects.toThrow(`lab up, process ${pid} on another-machine`);
  leaveLock(stale, holder, 60);
  expect(await withLock(stale, "down", done)).toBe("done");
});

test.each(["", "{", '{"pid": "1"}'])("of a holder that is not known says from when it is: %j", async (text) => {
  const workspace = testWorkspace();
  leaveLock(workspace, text);
  await expect(withLock(workspace, "down", done)).rejects.toThrow(/is being changed by another command \(its lock is of \d{4}-\d\d-\d\dT/);
});
