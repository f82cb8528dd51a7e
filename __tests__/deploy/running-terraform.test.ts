// The Terraform of a lab command that was killed goes on: the next command waits for it, and takes no state from it.
import { existsSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { awaitTerraform } from "../../deploy/running-terraform";
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
  return { note, reporter, wait };
}

test("it is waited for, and that is said", async () => {
  const { note, reporter, wait } = atWork(1);
  await wait(20);
  expect(existsSync(note)).toBe(false);
  expect(reporter.notes).toEqual(["A Terraform of an earlier command is at work on lab-kim; waiting for it, at most 20 s."]);
});

test("one that was killed too is not waited for again and again", async () => {
  const { note, reporter, wait } = atWork(60);
  await wait(1);
  expect(existsSync(note)).toBe(false);
  await wait(1);
  expect(reporter.notes).toHaveLength(1);
});

test("an interrupt ends the wait, and changes nothing", async () => {
  const { note, wait } = atWork(60);
  await wait(60, AbortSignal.abort());
  expect(existsSync(note)).toBe(true);
});

test("without one nothing is said", async () => {
  const reporter = new FakeReporter();
  await awaitTerraform({ workspace: testWorkspace("c"), reporter, signal: new AbortController().signal });
  expect(reporter.notes).toEqual([]);
});
