// `lab exec` and `lab logs`: hosts' own text as it is, or as JSON, and failures that say what to do.
import { spawnSync } from "node:child_process";
import { symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { exec, logs, logsScript, ssh } from "../../../cli/verbs/exec";
import type { CliContext } from "../../../cli/context";
import { FakeWorld } from "../../fake-world";
import { supportScript } from "../../../provisioning/support";
import { classOf, testFolder } from "../../lab-yaml";
import { testSession } from "../../session";

let world: FakeWorld;
let stdout = "";
beforeEach(() => {
  world = new FakeWorld();
  stdout = "";
  jest.spyOn(process.stdout, "write").mockImplementation((data) => {
    stdout += String(data);
    return true;
  });
});
afterEach(() => {
  jest.restoreAllMocks();
  world.restore();
});

const context = (output: CliContext["output"], machines = 'kim: "ubuntu@10.0.0.1"'): CliContext => ({
  ...testSession(classOf(`name: c\ntarget: { hosts: { ${machines} } }\nscenarios: [processes]\n`)),
  ...{ file: "lab.yaml", output, yes: false },
});

test("what lab logs and lab support run as root does not use sudo where there is none", () => {
  const folder = testFolder();
  for (const name of ["sh", "id", "tail", "cat", "head", "timeout", "uname", "date"]) {
    const { stdout: path } = spawnSync("sh", ["-c", `command -v ${name}`], { encoding: "utf8" });
    symlinkSync(path.trim(), join(folder, name));
  }
  for (const name of ["journalctl", "docker"]) writeFileSync(join(folder, name), `#!/bin/sh\necho "$0 $*"\n`, { mode: 0o755 });
  for (const script of [logsScript, supportScript()]) {
    const { stdout: said } = spawnSync(join(folder, "sh"), ["-s"], { input: script, encoding: "utf8", env: { PATH: folder } });
    expect(said).toContain(`${folder}/journalctl -u docker`);
    expect(said).not.toMatch(/sudo/);
  }
});

test("lab logs: JSON is JSON", async () => {
  world.host("10.0.0.1").add({ name: "nginx" });
  expect(await logs(context("json"), "kim")).toBe(0);
  expect(JSON.parse(stdout)).toMatchObject({
    student: "kim",
    code: 0,
    stdout: expect.stringContaining("== containers\nnginx\n") as string,
  });
});

test("lab logs ends with what a failed installation printed, also where the host does not answer", async () => {
  world.host("10.0.0.1").fail("ssh", 'echo "No route to host" >&2; exit 255');
  const failed = context("table");
  failed.workspace.write("logs/kim.log", "== installing Docker\nlab: no way to the internet\u001b[2J\n");
  await expect(logs(failed, "kim")).rejects.toThrow("kim: no SSH: No route to host");
  expect(stdout.trimEnd()).toMatch(/== installation\n== installing Docker\nlab: no way to the internet$/);
});

test("lab logs of a host that cannot be reached: what it is, and the next step", async () => {
  world.host("10.0.0.1").fail("ssh", 'echo "No route to host" >&2; exit 255');
  await expect(logs(context("json"), "kim")).rejects.toMatchObject({
    message: "kim: no SSH: No route to host",
    next: "Try it by hand: npx lab ssh kim",
  });
  expect(JSON.parse(stdout)).toEqual({ student: "kim", error: "no SSH: No route to host", stdout: "" });
});

describe("lab exec", () => {
  const both = 'kim: "ubuntu@10.0.0.1", lee: "ubuntu@10.0.0.2"';

  test("each host's output is below its student's name, and one that fails makes it fail", async () => {
    world.host("10.0.0.1");
    world.host("10.0.0.2").fail("ssh", 'echo "No route to host" >&2; exit 255');
    expect(await exec(context("table", both), ["echo one; echo two >&2"], { timeout: 20 })).toBe(1);
    expect(stdout).toContain("kim\n  one\n  two\n");
    expect(stdout).toContain("lee: no SSH: No route to host\n");
  });

  test("as JSON, with words taken as they are", async () => {
    world.host("10.0.0.1");
    world.host("10.0.0.2");
    expect(await exec(context("json", both), ["printf", "%s|", "a b", "$(id)"], { timeout: 20 })).toBe(0);
    expect(JSON.parse(stdout)).toEqual(["kim", "lee"].map((student) => ({ student, code: 0, stdout: "a b|$(id)|", stderr: "" })));
  });

  test("no command, and a shell of a lab on this machine, are bad input", async () => {
    await expect(exec(context("table"), [], { timeout: 20 })).rejects.toThrow("No command was given");
    const here = {
      ...testSession(classOf("name: c\nstudents: [kim]\nscenarios: [processes]\n")),
      file: "lab.yaml",
      output: "table" as const,
      yes: false,
    };
    await expect(ssh(here, "kim")).rejects.toThrow("kim's lab is on this machine");
    await expect(ssh(context("table"), "kim", ["docker", "ps", "-a"])).rejects.toMatchObject({
      message: "lab ssh opens a shell, and takes no command: docker ps -a",
      next: "npx lab exec --on kim -- docker ps -a",
    });
  });
});
