// The Terraform of a lab command that was killed goes on: the next command waits for it, and takes no state from it.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { awaitTerraform } from "../../deploy/running-terraform";
import { noteTerraform } from "../../workspace/terraform-process";
import { FakeReporter } from "../fake-world";
import { testWorkspace } from "../lab-yaml";

function atWork(seconds: number) {
  const workspace = testWorkspace("c");
  workspace.create();
  const note = join(workspace.stateFolder, ".lab-kim.tfstate.lock.info");
  const state = join(workspace.stateFolder, "lab-kim.tfstate");
  writeFileSync(state, "");
  writeFileSync(note, "{}");
  setTimeout(() => {
    writeFileSync(state, "{}");
    rmSync(note, { force: true });
  }, seconds * 1000).unref();
  const reporter = new FakeReporter();
  const wait = (timeout: number, signal = new AbortController().signal) => awaitTerraform({ workspace, reporter, signal }, timeout);
  return { note, state, reporter, wait };
}

test("the next command waits for it, and says so", async () => {
  const { note, reporter, wait } = atWork(1);
  await wait(20);
  expect(existsSync(note)).toBe(false);
  expect(reporter.notes).toEqual(["A Terraform of an earlier command is at work on lab-kim; waiting for it, at most 20 s."]);
});

test("nothing is begun while one is at work, and its process is named", async () => {
  const { note, state, reporter, wait } = atWork(60);
  const child = spawn("sleep", ["60"]);
  noteTerraform(state, child.pid ?? 0, "/usr/bin/sleep");
  await expect(wait(1)).rejects.toMatchObject({
    message: "A Terraform of an earlier command is still at work on lab-kim: nothing was changed",
    next: `Wait for it, then the same command again; kill -INT ${child.pid} ends it, and lets it write its state`,
  });
  child.kill();
  expect(existsSync(note)).toBe(true);
  expect(reporter.notes).toHaveLength(1);
});

test("one that was killed too is not waited for", async () => {
  const { note, state, reporter, wait } = atWork(60);
  const child = spawn("sleep", ["60"]);
  noteTerraform(state, child.pid ?? 0, "sleep");
  child.kill("SIGKILL");
  await once(child, "exit");
  await wait(60);
  expect(existsSync(note)).toBe(false);
  expect(reporter.notes).toEqual([]);
});

test("a process that has its number by now is another program", async () => {
  const { state, reporter, wait } = atWork(60);
  noteTerraform(state, process.pid, "/opt/terraform-of-old");
  await wait(60);
  expect(reporter.notes).toEqual([]);
});

test("a lock of another tool is left to it", async () => {
  const { note, wait } = atWork(60);
  await expect(wait(1)).rejects.toMatchObject({ next: expect.stringContaining(`If none runs any more: rm ${note}`) });
  expect(existsSync(note)).toBe(true);
});

test("an interrupt ends the wait, and changes nothing", async () => {
  const { note, wait } = atWork(60);
  await wait(60, AbortSignal.abort());
  expect(existsSync(note)).toBe(true);
});

test("without one nothing is printed", async () => {
  const reporter = new FakeReporter();
  await awaitTerraform({ workspace: testWorkspace("c"), reporter, signal: new AbortController().signal });
  expect(reporter.notes).toEqual([]);
});
