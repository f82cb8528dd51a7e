// A state file that cannot be read is named with its backup, never taken for somebody else's lock.
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Diagnostic } from "../../terraform/diagnostic";
import { nextStep } from "../../terraform/next-step";
import { explainState } from "../../terraform/state-file";
import { testFolder } from "../lab-yaml";

function stackFolder(backend: object = { local: { path: "kim.tfstate" } }): string {
  const folder = testFolder();
  writeFileSync(join(folder, "cdk.tf.json"), JSON.stringify({ terraform: { backend } }));
  return folder;
}

/** As Terraform 1.11 says it. */
const locked = (detail: string): Diagnostic => ({
  summary: "Error acquiring the state lock",
  detail: `Error message: ${detail}\n\nTerraform acquires a state lock to protect the state from being written\nby multiple users at the same time.`,
});
const damaged = locked(
  "2 problems:\n\n- Unsupported state file format: The state file could not be parsed as JSON:\nsyntax error at byte offset 2.\n- Unsupported state file format: …",
);
const newer = locked(
  "Unsupported state file format: The state file uses format\nversion 5, which is not supported by Terraform 1.11.4. This state file was\ncreated by Terraform 9.9.9.",
);

test("a damaged one, with its backup", () => {
  const folder = stackFolder();
  writeFileSync(join(folder, "kim.tfstate.backup"), "{}");
  expect(explainState(damaged, folder)).toEqual({
    summary: `the state file ${folder}/kim.tfstate is damaged`,
    detail: `Terraform's backup of the state before is ${folder}/kim.tfstate.backup; look at it, then put it in the place of the damaged one`,
  });
});

test.each([damaged, locked("open kim.tfstate: is a directory")])("a damaged one without a backup (%#)", (diagnostic) => {
  const folder = stackFolder();
  const explained = explainState(diagnostic, folder);
  expect(explained).toEqual({
    summary: `the state file ${folder}/kim.tfstate is damaged`,
    detail: "there is no backup beside it; move it aside, then npx lab down takes away what stands",
  });
  expect(nextStep(explained)).toBeUndefined();
});

test("one that a newer Terraform wrote", () => {
  const folder = stackFolder();
  expect(explainState(newer, folder)).toEqual({
    summary: `the state file ${folder}/kim.tfstate was written by a newer Terraform (9.9.9)`,
    detail: "run that version: LAB_TERRAFORM names its path",
  });
  const snapshot = { summary: "Error", detail: "state snapshot was created by Terraform v1.99.0, which is newer than current v1.11.4" };
  expect(explainState(snapshot, stackFolder({ s3: { bucket: "b" } })).summary).toBe(
    "the state in the backend was written by a newer Terraform (1.99.0)",
  );
});

test("a real lock, and everything else, stays as it is", () => {
  const lock = locked("resource temporarily unavailable\nLock Info:\n  ID: 1");
  expect(explainState(lock, stackFolder())).toBe(lock);
  expect(nextStep(lock)).toContain("wait for it");
});
