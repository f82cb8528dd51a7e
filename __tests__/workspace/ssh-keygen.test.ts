// Key pairs that two commands make at once: both have the same pair, and neither fails.
import { spawn } from "node:child_process";
import { readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { makeKeyPair } from "../../workspace/ssh-keygen";
import { testFolder } from "../lab-yaml";

const pairIn = (folder: string) => ["key", "key.pub"].map((name) => readFileSync(join(folder, name), "utf8"));

test("a pair that another command has just made stays", () => {
  const folder = testFolder();
  makeKeyPair(join(folder, "key"), "first");
  const pair = pairIn(folder);
  makeKeyPair(join(folder, "key"), "second");
  expect(pairIn(folder)).toEqual(pair);
  expect(pair[1]).toMatch(/^ssh-ed25519 \S+ first\n$/);
  expect((statSync(join(folder, "key")).mode & 0o777).toString(8)).toBe("600");
});

test("a pair of which another command has the public key in place is waited for", async () => {
  const folder = testFolder();
  writeFileSync(join(folder, "key.pub"), "of the other\n");
  const other = spawn("sh", ["-c", "sleep 1; echo private > key.part; mv key.part key"], { cwd: folder });
  makeKeyPair(join(folder, "key"), "own");
  expect(pairIn(folder)).toEqual(["private\n", "of the other\n"]);
  await new Promise((resolve) => (other.exitCode === null ? other.once("exit", resolve) : resolve(undefined)));
});

test("a half-written pair of a killed command is replaced", () => {
  const folder = testFolder();
  writeFileSync(join(folder, "key.pub"), "of a command that was killed\n");
  makeKeyPair(join(folder, "key"), "own");
  expect(pairIn(folder)).toEqual([expect.stringContaining("PRIVATE KEY"), expect.stringContaining(" own\n")]);
}, 20_000);
