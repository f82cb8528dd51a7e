// The script that lets a student log in, run in a home of its own with an ssh-import-id that is played.
import { spawnSync } from "node:child_process";
import { chmodSync, mkdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type StudentKeys, studentKeysScript } from "../../provisioning/student-keys";
import { testFolder } from "../lab-yaml";
import { has, testIf } from "./rendered";

const key = "ssh-ed25519 AAAA it's $(kim)@`home`";

function run(keys: StudentKeys, home = testFolder(), importer = 'echo "$*" >> "$HOME/imported"') {
  writeFileSync(join(home, "ssh-import-id"), `#!/bin/sh\n${importer}\n`);
  chmodSync(join(home, "ssh-import-id"), 0o755);
  const { status, stderr } = spawnSync("sh", ["-s"], {
    input: studentKeysScript(keys),
    encoding: "utf8",
    env: { HOME: home, PATH: `${home}:${process.env["PATH"] ?? ""}` },
  });
  return { status, stderr, home, keys: () => readFileSync(join(home, ".ssh/authorized_keys"), "utf8") };
}

test("a key is added once, after those that are there, for its owner's eyes alone", () => {
  const home = testFolder();
  mkdirSync(join(home, ".ssh"));
  writeFileSync(join(home, ".ssh/authorized_keys"), "ssh-rsa BBBB without a newline");
  expect(run({ key }, home).status).toBe(0);
  expect(run({ key }, home).keys()).toBe(`ssh-rsa BBBB without a newline\n${key}\n`);
  expect(statSync(join(run({ key }).home, ".ssh/authorized_keys")).mode & 0o777).toBe(0o600);
});

test("GitHub's keys are imported; where they cannot be had, the reason is said", () => {
  const { status, home } = run({ github: "kim" });
  expect({ status, imported: readFileSync(join(home, "imported"), "utf8") }).toEqual({ status: 0, imported: "gh:kim\n" });
  expect(run({ key, github: "kim" }, testFolder(), 'echo "ERROR Username \\"kim\\" not found" >&2; exit 1')).toMatchObject({
    status: 1,
    stderr: 'lab: the keys of gh:kim could not be imported: ERROR Username "kim" not found\n',
  });
});

testIf(has("shellcheck", "the student's keys' script was not given to it"))("shellcheck finds nothing", () => {
  const { stdout } = spawnSync("shellcheck", ["-"], {
    input: studentKeysScript({ key: "ssh-ed25519 AAAA kim", github: "kim" }),
    encoding: "utf8",
  });
  expect(stdout).toBe("");
});
