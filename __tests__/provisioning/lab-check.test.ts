// lab-check, run as a student types it, with a stand-in for docker.
import { spawnSync } from "node:child_process";
import { chmodSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { ClassCheck } from "../../definition/scenario";
import { labCheckScript } from "../../provisioning/lab-check";
import { testFolder } from "../lab-yaml";
import { hasShellcheck, shellcheck } from "../shellcheck";

const check = (scenario: string, id: string, script: string, standing = false): ClassCheck => ({
  scenario,
  id,
  script,
  standing,
  timeout: 1,
  title: { ko: `${id} 제목`, en: `Title of ${id}, it's "quoted"` },
  hint: { ko: `${id} 힌트`, en: `Hint of ${id}` },
});
const checks = [
  check("nginx", "port", "exit 1", true),
  check("nginx", "hello", 'grep -q there "$LAB_ANSWERS/nginx"'),
  check("nginx", "slow", "sleep 20"),
  check("image-layers", "first", "true"),
];

function run(words: string[], engine = "exit 0") {
  const home = testFolder();
  mkdirSync(join(home, "labs/answers"), { recursive: true });
  writeFileSync(join(home, "labs/answers/nginx"), "there\n");
  writeFileSync(join(home, "docker"), `#!/bin/sh\n${engine}\n`);
  writeFileSync(join(home, "lab-check"), labCheckScript(checks, "en"));
  for (const name of ["docker", "lab-check"]) chmodSync(join(home, name), 0o755);
  const { status, stdout, stderr } = spawnSync(join(home, "lab-check"), words, {
    encoding: "utf8",
    env: { ...process.env, HOME: home, PATH: `${home}:${process.env["PATH"] ?? ""}` },
  });
  return { status, stdout, stderr };
}

test("says what is done and what is left, with hints, and what of the lab does not stand apart from it", () => {
  expect(run([])).toEqual({
    status: 1,
    stderr: "",
    stdout: `nginx 1/2
  ✗ Title of port, it's "quoted" (the lab)
    Hint of port
  ✔ Title of hello, it's "quoted"
  ✗ Title of slow, it's "quoted" (timed out)
    Hint of slow
image-layers ✔ 1/1
  ✔ Title of first, it's "quoted"
`,
  });
});

test("asks of one scenario, and refuses one that the lab does not have", () => {
  expect(run(["image-layers"])).toMatchObject({ status: 0, stdout: 'image-layers ✔ 1/1\n  ✔ Title of first, it\'s "quoted"\n' });
  expect(run(["volumes"])).toMatchObject({
    status: 2,
    stderr: "lab-check: volumes: is not a scenario of this lab. Choose one of: nginx image-layers\n",
  });
});

test("says when no Engine answers", () => {
  expect(run([], "exit 1")).toMatchObject({ status: 3, stderr: "No Docker Engine answers. Look at it: docker version\n" });
});

test("is in the student's language", () => {
  expect(labCheckScript(checks, "ko")).toContain("'hello 힌트'");
});

(hasShellcheck ? test : test.skip)("shellcheck has nothing to say", () => {
  expect(shellcheck(labCheckScript(checks, "en"), [])).toBe("");
});
