// A class of many hosts, as somebody at a terminal starts it: nothing but lab's own output is printed.
import { spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { fakeCommands } from "../fake-commands";
import { testFolder } from "../lab-yaml";

test("Node reports no leak for hosts that are asked at once", () => {
  const folder = testFolder();
  const file = join(folder, "lab.yaml");
  const machines = Array.from({ length: 12 }, (_, at) => `s${at}: ubuntu@10.1.0.${at + 1}`);
  writeFileSync(file, `name: many\ntarget: { hosts: { ${machines.join(", ")} } }\nscenarios: [nginx]\n`);
  const commands = fakeCommands({ ssh: 'case "$*" in *-V*) echo OpenSSH_9.6 >&2;; *) sleep 0.3; echo no route >&2; exit 255;; esac' });
  const { status, stderr, stdout } = spawnSync(process.execPath, [resolve("cli/lab.mjs"), "status", "-f", file], { encoding: "utf8" });
  commands.restore();
  expect(status).toBe(1);
  expect(stdout).toContain("s11");
  expect(stderr).not.toContain("Warning");
});
