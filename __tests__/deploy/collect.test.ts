// What students leave on their hosts: from a host that answers, and from those that do not or lie.
import { spawnSync } from "node:child_process";
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { collect } from "../../deploy/collect";
import { type Answer, type Host, sshHost } from "../../engine/host";
import { collectionScript } from "../../provisioning/collection";
import type { Traces } from "../../provisioning/reset";
import { testFolder } from "../lab-yaml";
import { testReporter } from "../session";
import { hasShellcheck, shellcheck } from "../shellcheck";

/** A home of a student's own, with a docker that answers as given. */
function home(
  docker = 'case $1 in ps) case $2 in -aq) echo 0123;; *) echo "CONTAINER ID";; esac;; inspect) echo /web;; logs) echo started;; *) echo "$1";; esac',
): string {
  const folder = testFolder();
  mkdirSync(join(folder, "labs/answers"), { recursive: true });
  writeFileSync(join(folder, ".bash_history"), "docker run nginx\n");
  writeFileSync(join(folder, "labs/answers/nginx"), "PID=42\n");
  for (const [name, text] of [
    ["docker", docker],
    ["sudo", "exit 1"],
  ] as const)
    writeFileSync(join(folder, name), `#!/bin/sh\n${text}\n`, { mode: 0o755 });
  return folder;
}

function host(student: string, run: (script: string) => Answer): Host {
  return {
    ...sshHost(student, { address: "192.0.2.7", user: "ubuntu", port: 22 }, "ssh_config"),
    run: (script) => Promise.resolve(run(script)),
  };
}

const onThisMachine =
  (folder: string) =>
  (script: string): Answer => {
    const env = { HOME: folder, PATH: `${folder}:${process.env["PATH"] ?? ""}` };
    const { status, stdout, stderr } = spawnSync("sh", ["-s"], { input: script, encoding: "utf8", env, maxBuffer: 100_000_000 });
    return { kind: "done", status: status ?? 1, stdout, stderr };
  };

async function collected(
  hosts: readonly Host[],
  students: readonly string[],
  folder = testFolder(),
  own?: (host: Host) => Traces | undefined,
) {
  const reporter = testReporter();
  const all = await collect({
    ...{ students, hosts, folder, reporter },
    absent: () => Promise.resolve("its instance i-1 is terminated"),
    signal: new AbortController().signal,
    ...(own && { own }),
  });
  return { all, folder, tasks: reporter.tasks };
}

test("history, files with answers, and what Docker has, from a host that answers; the others are named", async () => {
  const { all, folder, tasks } = await collected(
    [
      host("kim", onThisMachine(home())),
      host("lee", () => ({ kind: "timed out", during: "script", seconds: 120, stdout: "" })),
      host("choi", () => ({ kind: "done", status: 0, stdout: "bm90IGFuIGFyY2hpdmU=", stderr: "" })),
      host("jung", () => ({ kind: "flooded", megabytes: 8 })),
    ],
    ["kim", "lee", "park", "choi", "jung"],
  );
  expect(readFileSync(join(folder, "kim/history/bash_history.txt"), "utf8")).toBe("docker run nginx\n");
  expect(readFileSync(join(folder, "kim/labs/answers/nginx"), "utf8")).toBe("PID=42\n");
  expect(readFileSync(join(folder, "kim/docker/logs/web.txt"), "utf8")).toBe("started\n");
  expect(all.map(({ student, problem }) => [student, problem])).toEqual([
    ["kim", undefined],
    ["lee", "no full answer within 120 seconds"],
    ["park", "its instance i-1 is terminated"],
    ["choi", "its archive incorrect header check"],
    ["jung", "printed more than 8 MB"],
  ]);
  expect(tasks).toContainEqual(expect.stringMatching(/^Work of kim: \d+ files$/));
});

test("what was collected before stays", async () => {
  const folder = testFolder();
  const kim = host("kim", onThisMachine(home()));
  await collected([kim], ["kim"], folder);
  const { all } = await collected([kim], ["kim"], folder);
  expect(all[0]?.folder).toBe(join(folder, "kim-2"));
});

test("of an Engine that others use, the class's own things alone", async () => {
  const own = home(
    `echo "$*" >>"$HOME/asked"; case "$*" in version*) ;; "container inspect -f {{.Name}} web") echo /web ;; "container inspect"*) ;; "network inspect -f {{.Name}} front") echo front ;; "inspect -f {{.Config.Image}} web") echo nginx:1.30 ;; "inspect -f {{.Name}} web") echo /web ;; "ps -aq"*) echo of-others ;; "ps -a --filter"* | "ps --filter"* | "network ls --filter label"* | "volume ls -q"*) ;; *) echo "$*" ;; esac`,
  );
  const traces: Traces = {
    ...{ scenarios: ["shop"], containers: ["web"], networks: ["front"], images: ["shop:1"], projects: ["shop"] },
    ...{ data: [], files: [], ports: [], foreign: [], helpers: [] },
  };
  const { folder } = await collected([host("kim", onThisMachine(own))], ["kim"], testFolder(), () => traces);
  const read = (name: string) => readFileSync(join(folder, "kim/docker", name), "utf8");
  expect(read("containers.txt")).toBe("ps -a --no-trunc --filter name=^/web$\n");
  expect(read("images.txt")).toBe("images --no-trunc --filter reference=nginx:1.30 --filter reference=shop:1\n");
  expect(read("networks.txt")).toBe("network ls --filter name=^front$\n");
  expect(read("inspect.json")).toBe("inspect web\n");
  expect(readdirSync(join(folder, "kim/docker/logs"))).toEqual(["web.txt"]);
  expect(readdirSync(join(folder, "kim/docker"))).not.toContain("volumes.txt");
  const asked = readFileSync(join(own, "asked"), "utf8").split("\n");
  expect(asked).not.toContain("ps -aq");
  if (hasShellcheck) expect(shellcheck(collectionScript({ own: traces }), ["SC2016", "SC2041"])).toBe("");
});

test("files that are too large are left out by name, and an Engine that fails loses nothing else", async () => {
  const own = home("exit 1");
  writeFileSync(join(own, "labs/large.iso"), Buffer.alloc(5_000_000, "x"));
  // nothing that gzip makes smaller
  const noise = spawnSync("head", ["-c", "3500000", "/dev/urandom"], { maxBuffer: 10_000_000 }).stdout;
  for (const name of ["one", "two"]) writeFileSync(join(own, "labs", name), noise);
  const { all, folder } = await collected([host("kim", onThisMachine(own))], ["kim"]);
  expect(all[0]?.problem).toBeUndefined();
  expect(readFileSync(join(folder, "kim/labs/answers/nginx"), "utf8")).toBe("PID=42\n");
  const leftOut = readFileSync(join(folder, "kim/left-out.txt"), "utf8");
  for (const name of ["labs/./large.iso", "labs/one", "labs/two"]) expect(leftOut).toContain(name);
});

(hasShellcheck ? test : test.skip)("shellcheck", () => expect(shellcheck(collectionScript())).toBe(""));
