// `lab install`: installs Docker on this machine with the script that hosts run.
import { spawn } from "node:child_process";
import { readFile } from "node:fs/promises";
import { platform, userInfo } from "node:os";
import { FailedError, InputError, MachineError } from "../../definition/errors";
import { t } from "../../language/translate";
import { installScript } from "../../provisioning/install-docker";
import { type CliContext, exitCode } from "../context";
import { confirm, result, say } from "../output";

/** The script is shown, then asked about, then run with sudo. */
export async function install(context: CliContext): Promise<number> {
  if (platform() !== "linux")
    throw new MachineError(
      t`lab install is for Ubuntu and Debian`,
      t`On macOS install Docker Desktop; on Windows work inside WSL's Ubuntu`,
    );
  const { docker } = context.definition;
  if (docker.install === "none")
    throw new InputError(t`docker.install is none: this machine is to be left as it is`, t`Set documented or current in lab.yaml`);
  const method = (await isDebian()) ? "current" : docker.install;
  if (method !== docker.install)
    say(t`This is Debian, which the course's documented script is not for: Docker's own instructions are used.`);
  const text = installScript({
    install: method,
    user: userInfo().username,
    ...(docker.proxy !== undefined && { proxy: docker.proxy }),
    ...(docker.mirror !== undefined && { registryMirror: docker.mirror }),
  });
  say(text);
  if (!(await confirm(t`Run this script on this machine, as root?`, context))) return exitCode.failed;
  const root = process.getuid?.() === 0;
  const child = spawn(root ? "bash" : "sudo", root ? ["-s"] : ["bash", "-s"], { stdio: ["pipe", "inherit", "inherit"] });
  child.stdin.end(text);
  const code = await new Promise<number | null>((resolve) => child.once("close", resolve));
  if (code !== 0)
    throw new FailedError(t`Docker was not installed`, t`The line above that begins with lab: says why; lab install may be run again`);
  result(t`Docker is installed. Log in again for your membership in the docker group to count, then: npx lab up`);
  return exitCode.ok;
}

async function isDebian(): Promise<boolean> {
  return /^ID=debian$/m.test(await readFile("/etc/os-release", "utf8").catch(() => ""));
}
