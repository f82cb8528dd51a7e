// Figure of provisioning: a host made ready by our script to the bare course script on the same kind of host. Needs ../shared/host.
import { execFileSync, spawnSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { installScript } from "../provisioning/install-docker";
import { type Figure, folder, ratio, run } from "./measure";

const kit = resolve("../shared/host");
const key = join(folder, "ready-key");

export function hostReady(): Figure[] {
  execFileSync("ssh-keygen", ["-q", "-t", "ed25519", "-N", "", "-f", key]);
  const ours = installScript({ install: "documented", user: "ubuntu" });
  // the course's own commands, as the kit keeps them
  const [, course = ""] = /<<'SCRIPT'\n([\s\S]*?)\nSCRIPT\n/.exec(readFileSync(join(kit, "selftest"), "utf8")) ?? [];
  const both = [1, 2, 3].map((round) => [time(`bench-course-${round}`, course), time(`bench-ready-${round}`, ours)] as const);
  const best = (at: 0 | 1) => Math.min(...both.map((pair) => pair[at]));
  return [ratio("host ready by our documented script to the bare course script", "s", best(1), best(0), 1.15)];
}

/** Seconds that a script takes on a fresh host. */
function time(name: string, script: string): number {
  const userData = join(folder, "ready-user-data");
  writeFileSync(userData, "#cloud-config\n");
  try {
    const address = execFileSync(join(kit, "up"), [name, userData, `${key}.pub`], {
      encoding: "utf8",
      stdio: ["ignore", "pipe", "ignore"],
    }).trim();
    const file = join(folder, `${name}.sh`);
    writeFileSync(file, script);
    const ssh = `ssh -i ${key} -o StrictHostKeyChecking=no -o UserKnownHostsFile=/dev/null -o LogLevel=ERROR ubuntu@${address}`;
    run("bash", ["-c", `${ssh} cloud-init status --wait >/dev/null`]);
    return run("bash", ["-c", `${ssh} sudo bash -s < ${file}`]).seconds;
  } finally {
    spawnSync("docker", ["rm", "-fv", name], { stdio: "ignore" });
  }
}
