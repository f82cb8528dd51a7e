// The script that lets a student log in, run in a home of its own with a simulated curl.
import { spawnSync } from "node:child_process";
import { chmodSync, mkdirSync, readdirSync, readFileSync, readlinkSync, statSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type StudentKeys, studentKeysScript } from "../../provisioning/student-keys";
import { testFolder } from "../lab-yaml";
import { has, testIf } from "./rendered";

const githubKeys = "ssh-ed25519 AAAAC3Nz\necdsa-sha2-nistp256 AAAAE2Vj";
const key = "ssh-ed25519 AAAA it's $(kim)@`home`";
const mark = " lab=docker-101";

/** Runs the script in a home of its own, with a curl that answers as GitHub does. */
function run(keys: Omit<StudentKeys, "className">, home = testFolder(), curl = `echo "$*" >"$HOME/asked"; echo "${githubKeys}"`) {
  writeFileSync(join(home, "curl"), `#!/bin/sh\n${curl}\n`);
  chmodSync(join(home, "curl"), 0o755);
  const { status, stderr } = spawnSync("sh", ["-s"], {
    input: studentKeysScript({ className: "docker-101", ...keys }),
    encoding: "utf8",
    env: { HOME: home, PATH: `${home}:${process.env["PATH"] ?? ""}` },
  });
  const read = (name: string) => readFileSync(join(home, name), "utf8");
  return { status, stderr, home, asked: () => read("asked"), keys: () => read(".ssh/authorized_keys") };
}

test("a key is added once, after those that are there, in a file that its owner alone can read", () => {
  const home = testFolder();
  mkdirSync(join(home, ".ssh"));
  writeFileSync(join(home, ".ssh/authorized_keys"), "ssh-rsa BBBB without a newline");
  expect(run({ key }, home).status).toBe(0);
  expect(run({ key }, home).keys()).toBe(`ssh-rsa BBBB without a newline\n${key}${mark}\n`);
  expect(statSync(join(run({ key }).home, ".ssh/authorized_keys")).mode & 0o777).toBe(0o600);
});

test("all of a GitHub user's keys are fetched, without the API that answers 60 times an hour", () => {
  const first = run({ github: "kim" });
  expect({ status: first.status, asked: first.asked() }).toEqual({
    status: 0,
    asked: expect.stringMatching(/ https:\/\/github\.com\/kim\.keys$/m),
  });
  const [one = "", two = ""] = githubKeys.split("\n");
  expect(first.keys()).toBe(`${one}${mark}\n${two}${mark}\n`);
  run({ github: "kim" }, first.home);
  expect(first.keys()).toBe(`${one}${mark}\n${two}${mark}\n`);
});

test.each([
  [
    "GitHub does not answer",
    'echo "curl: (22) The requested URL returned error: 404" >&2; exit 22',
    "curl: (22) The requested URL returned error: 404",
  ],
  ["the user has none", "exit 0", "there are none"],
  ["a network shows its login page instead", 'echo "<html>ssh-rsa AAAA Sign in</html>"', "there are none"],
])("where %s, a line says so, and the key of the roster is still there", (_, curl, reason) => {
  const answer = run({ key, github: "kim" }, testFolder(), curl);
  expect(answer).toMatchObject({ status: 1, stderr: `lab: the keys of gh:kim could not be fetched: ${reason}\n` });
  expect(answer.keys()).toBe(`${key}${mark}\n`);
  const before = run({ github: "kim" });
  const after = run({ key, github: "kim" }, before.home, curl);
  const kept = githubKeys.split("\n").map((line) => `${line}${mark}\n`);
  expect(after.keys()).toBe(`${key}${mark}\n${kept.join("")}`);
  expect(run({ key, github: "kim" }, before.home, curl).keys()).toBe(`${key}${mark}\n${kept.join("")}`);
});

test("the keys of an earlier student are removed, those of another class and unknown ones stay", () => {
  const home = testFolder();
  run({ key: "ssh-ed25519 AAAA kim" }, home);
  writeFileSync(join(home, ".ssh/authorized_keys"), "ssh-rsa BBBB lab=docker-10\nssh-rsa CCCC lab=docker-101 teacher\n", { flag: "a" });
  expect(run({ key: "ssh-ed25519 BBBB lee" }, home).keys()).toBe(
    `ssh-rsa BBBB lab=docker-10\nssh-rsa CCCC lab=docker-101 teacher\nssh-ed25519 BBBB lee${mark}\n`,
  );
  expect(run({}, home).keys()).toBe("ssh-rsa BBBB lab=docker-10\nssh-rsa CCCC lab=docker-101 teacher\n");
  expect(readdirSync(join(home, ".ssh"))).toEqual(["authorized_keys"]);
});

test("an authorized_keys that is a link stays one, and what it leads to gets the key and loses it again", () => {
  const home = testFolder();
  const kept = join(testFolder(), "keys of the machine");
  mkdirSync(join(home, ".ssh"));
  writeFileSync(kept, "ssh-rsa BBBB teacher\n");
  symlinkSync(kept, join(home, ".ssh/authorized_keys"));
  expect(run({ key }, home)).toMatchObject({ status: 0, stderr: "" });
  expect(readFileSync(kept, "utf8")).toBe(`ssh-rsa BBBB teacher\n${key}${mark}\n`);
  expect(run({}, home).status).toBe(0);
  expect(readFileSync(kept, "utf8")).toBe("ssh-rsa BBBB teacher\n");
  expect(readlinkSync(join(home, ".ssh/authorized_keys"))).toBe(kept);
});

test("an authorized_keys that is not a file is refused, and stays as it is", () => {
  const home = testFolder();
  mkdirSync(join(home, ".ssh"));
  symlinkSync("/dev/null", join(home, ".ssh/authorized_keys"));
  expect(run({ key }, home)).toMatchObject({ status: 1, stderr: "lab: /dev/null is not a file\n" });
  expect(readlinkSync(join(home, ".ssh/authorized_keys"))).toBe("/dev/null");
});

testIf(has("shellcheck", "the student's keys' script was not given to it"))("shellcheck finds nothing", () => {
  const { stdout } = spawnSync("shellcheck", ["-"], {
    input: studentKeysScript({ className: "docker-101", key: "ssh-ed25519 AAAA kim", github: "kim" }),
    encoding: "utf8",
  });
  expect(stdout).toBe("");
});
