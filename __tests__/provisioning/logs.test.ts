// What lab logs runs on a host, and what it and lab support run as root.
import { spawnSync } from "node:child_process";
import { symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { logsScript } from "../../provisioning/logs";
import { supportScript } from "../../provisioning/support";
import { testFolder } from "../lab-yaml";
import { hasShellcheck, shellcheck } from "../shellcheck";

test("the script", () => {
  expect(logsScript).toBe(`
show() { echo "== $1"; shift; "$@" 2>&1 | tail -n 40; }
[ ! -r /var/log/cloud-init-output.log ] || show cloud-init cat /var/log/cloud-init-output.log
[ ! -e /var/lib/lab/error ] || show "lab" cat /var/lib/lab/error
root="sudo -n"
if [ "$(id -u)" = 0 ] || ! command -v sudo >/dev/null; then root=""; fi
# shellcheck disable=SC2086 # it is empty for root
! command -v journalctl >/dev/null || show "docker" $root journalctl -u docker --no-pager -n 40
show "containers" docker ps -a
`);
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

(hasShellcheck ? test : test.skip)("shellcheck finds nothing in it", () => expect(shellcheck(logsScript)).toBe(""));
