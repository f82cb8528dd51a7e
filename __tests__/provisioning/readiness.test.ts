// The readiness script on a host whose cloud-init and Engine are simulated.
import { spawnSync } from "node:child_process";
import { chmodSync, mkdirSync, symlinkSync, utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { readinessScript } from "../../provisioning/readiness";
import { testFolder } from "../lab-yaml";
import { pathOf } from "../path-of";
import { has, testIf } from "./rendered";

interface Host {
  /** What cloud-init status --wait exits with; without it there is no cloud-init. */
  readonly cloudInit?: number;
  readonly ready?: string;
  readonly error?: string;
  /** Whether `ready` is older than cloud-init's result. */
  readonly readyBefore?: boolean;
  readonly log?: string;
  /** What the Engine prints instead of an answer. */
  readonly engineError?: string;
  /** Whether the user is in group docker, though this login is from before. */
  readonly newMember?: boolean;
}

const tools = ["sh", "cat", "tail", "sed", "find", "env"];
const paths = new Map(tools.map((name) => [name, pathOf(name) ?? name]));

function ask({ cloudInit, ready, error, readyBefore = false, log, engineError, newMember = false }: Host) {
  const folder = testFolder();
  const commands = {
    ...(cloudInit !== undefined && { "cloud-init": `[ "$2" = --long ] && { echo "status: $(( $STATUS ))"; exit; }; exit ${cloudInit}` }),
    docker: engineError === undefined ? "exit 0" : `echo "Client: 29"; echo ${JSON.stringify(engineError)} >&2; exit 1`,
    sg: newMember ? '[ "$*" = "docker -c docker version" ]' : "exit 1",
    sleep: "exit 0",
    timeout: 'shift; exec "$@"',
    sudo: "exit 1",
  };
  mkdirSync(join(folder, "bin"));
  for (const [name, line] of Object.entries(commands)) {
    const path = join(folder, "bin", name);
    writeFileSync(path, `#!/bin/sh\n${line}\n`);
    chmodSync(path, 0o755);
  }
  // nothing else of this machine: it may have a cloud-init of its own
  for (const [name, path] of paths) symlinkSync(path, join(folder, "bin", name));
  const file = (name: string, content: string | undefined, secondsAgo: number) => {
    if (content === undefined) return;
    writeFileSync(join(folder, name), content);
    utimesSync(join(folder, name), Date.now() / 1000 - secondsAgo, Date.now() / 1000 - secondsAgo);
  };
  file("result.json", "{}", 60);
  file("ready", ready, readyBefore ? 120 : 0);
  file("error", error, 0);
  file("cloud-init-output.log", log, 0);
  const script = readinessScript()
    .replaceAll("/var/lib/lab/", `${folder}/`)
    .replaceAll("/run/cloud-init/", `${folder}/`)
    .replaceAll("/var/log/", `${folder}/`);
  const { status, stdout, stderr } = spawnSync(paths.get("sh") ?? "sh", {
    input: script,
    encoding: "utf8",
    env: { PATH: join(folder, "bin"), STATUS: String(cloudInit) },
  });
  return { status, stdout, stderr: stderr.replaceAll(folder, "") };
}
const ready = "Docker 29.8.1\n";

test.each([{}, { cloudInit: 0 }])("a host that is ready says with which Docker: %j", (host) => {
  expect(ask({ ...host, ready })).toEqual({ status: 0, stdout: ready, stderr: "" });
});

test("errors that cloud-init recovered from are shown and do not count", () => {
  expect(ask({ cloudInit: 2, ready })).toEqual({ status: 0, stdout: ready, stderr: "cloud-init had errors:\nstatus: 2\n" });
});

test("other errors of cloud-init count, unless the host was repaired after them", () => {
  expect(ask({ cloudInit: 1, ready, readyBefore: true })).toEqual({
    status: 1,
    stdout: "",
    stderr: "cloud-init had errors:\nstatus: 1\nlab: cloud-init failed; its errors are above\n",
  });
  expect(ask({ cloudInit: 1, ready })).toMatchObject({ status: 0, stdout: ready });
});

test("a cloud-init that does not end times out", () => {
  expect(ask({ cloudInit: 124 })).toMatchObject({ status: 1, stderr: "lab: cloud-init is not done after 15 minutes\n" });
});

test("a failed installation is reported in its own words, below the host's last 15 lines", () => {
  const log = Array.from({ length: 20 }, (_, at) => `line ${at + 1}\n`).join("");
  const last = Array.from({ length: 15 }, (_, at) => `  line ${at + 6}\n`).join("");
  expect(ask({ cloudInit: 0, log, error: "lab: the disk is full\n" })).toEqual({
    status: 1,
    stdout: "",
    stderr: `The last lines of /cloud-init-output.log:\n${last}lab: the disk is full\n`,
  });
});

test("an installation that left nothing behind is reported", () => {
  expect(ask({ cloudInit: 0 })).toMatchObject({ status: 1, stderr: "lab: the install script did not come to its end\n" });
});

test("an Engine that does not answer is reported with its own last line", () => {
  const { status, stderr } = ask({ cloudInit: 0, ready, engineError: "Cannot connect to the Docker daemon" });
  expect({ status, stderr }).toEqual({ status: 1, stderr: "lab: the Engine does not answer: Cannot connect to the Docker daemon\n" });
});

test("a login from before the installation is not yet in group docker, and that does not count", () => {
  expect(ask({ cloudInit: 0, ready, engineError: "permission denied", newMember: true })).toEqual({ status: 0, stdout: ready, stderr: "" });
});

testIf(has("shellcheck", "the readiness script was not given to it"))("shellcheck finds nothing", () => {
  expect(spawnSync("shellcheck", ["--format=gcc", "-"], { input: readinessScript(), encoding: "utf8" }).stdout).toBe("");
});
