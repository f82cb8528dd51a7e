// Starts a host of ../shared/host, one at a time on this machine, because the kit builds its image in one place.
import { execFile, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { connect } from "node:net";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { promisify } from "node:util";
import { kits, kitWork } from "./needs";

const run = promisify(execFile);

/** Held while a host's image is built. */
const lock = join(kitWork, "host-up.lock");

/** Runs something other than `hostUp` that starts a host of the kit, while nobody else starts one. */
export async function aloneWithHostUp(act: () => Promise<void>): Promise<void> {
  const holder = spawn("flock", [lock, "sh", "-c", "echo held; cat"], { stdio: ["pipe", "pipe", "ignore"] });
  await once(holder.stdout, "data");
  try {
    await act();
  } finally {
    holder.stdin.end();
  }
}

/** Seconds that sshd may take beyond the kit's own minute, on a machine that is busy. */
const timeoutSeconds = 300;

/** Returns the host's address once its sshd answers. What an interrupted run left under its name is removed. */
export async function hostUp(name: string, userDataFile: string, publicKeyFile: string): Promise<string> {
  spawnSync("docker", ["rm", "-fv", name], { stdio: "ignore" });
  try {
    // what the kit starts for all hosts does not inherit the lock
    return (await run("flock", ["-o", lock, join(kits, "host/up"), name, userDataFile, publicKeyFile])).stdout.trim();
  } catch (error) {
    if (!String(error).includes(`sshd of ${name} did not answer`)) throw error;
  }
  const { stdout } = await run("docker", ["inspect", "-f", "{{.NetworkSettings.IPAddress}}", name]);
  const address = stdout.trim();
  for (let waited = 0; !(await answers(address)); waited++) {
    if (waited === timeoutSeconds) throw new Error(`sshd of ${name} did not answer; see docker logs ${name}`);
    await sleep(1000);
  }
  return address;
}

function answers(address: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(22, address);
    socket.setTimeout(1000, () => socket.destroy());
    socket.once("connect", () => {
      resolve(true);
      socket.destroy();
    });
    socket.on("error", () => undefined);
    socket.once("close", () => resolve(false));
  });
}
