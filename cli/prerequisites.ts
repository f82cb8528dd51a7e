// What this machine needs for running labs: each prerequisite checked, each finding with its fix.
import { existsSync, readFileSync, statfsSync, statSync } from "node:fs";
import { availableParallelism, freemem, platform, totalmem } from "node:os";
import { dirname, resolve } from "node:path";
import { execa } from "execa";
import type { ClassDefinition } from "../definition/class-definition";
import { MachineError } from "../definition/errors";
import { classTerraform } from "../deploy/class-terraform";
import type { Session } from "../deploy/session";
import { targetOf } from "../deploy/targets";
import { noSsh } from "../engine/host";
import { EngineError, type EngineState, inspectEngine } from "../engine/inspect";
import { overlappingNetworks } from "../engine/overlapping-networks";
import { t } from "../language/translate";
import { word } from "../provisioning/shell";
import { noTerraform, type TerraformBinary } from "../terraform/binary";
import type { MissingProvider } from "../terraform/providers";

export interface Prerequisite {
  readonly name: string;
  readonly state: "ok" | "warning" | "missing";
  readonly found: string;
  /** What to do about it. @default nothing */
  readonly fix?: string;
}

/** The oldest version that is maintained; 20.12 and later still work (`styleText` of node:util). */
const maintainedNode = 22;
/** GB free for images and providers: the course's images take 2.5 GB, both providers 1 GB. */
const minDiskGb = 4;
/** MB that a running stack takes (measured). */
const stackMb = 200;

/** How many stacks run at once. More than twice the cores only costs memory. */
export function stackParallelism(): number {
  return Math.max(1, Math.min(2 * availableParallelism(), Math.floor(availableMb() / stackMb)));
}

/** Memory that programs can have. Where the system counts only free pages (macOS), half of the total: the rest is reclaimable cache. */
function availableMb(): number {
  if (platform() !== "linux") return Math.max(freemem(), totalmem() / 2) / 1e6;
  const [, kb] = /^MemAvailable:\s+(\d+) kB$/m.exec(readFileSync("/proc/meminfo", "utf8")) ?? [];
  return kb === undefined ? freemem() / 1e6 : Number(kb) / 1000;
}

export async function terraformPrerequisite(definition?: ClassDefinition): Promise<{
  readonly prerequisite: Prerequisite;
  /** @default it is missing */
  readonly terraform?: TerraformBinary;
}> {
  try {
    const terraform = await classTerraform(definition);
    if (!terraform) throw noTerraform();
    const found = terraform.product === "tofu" ? `OpenTofu ${terraform.version}` : terraform.version;
    return { prerequisite: { name: "Terraform", state: "ok", found }, terraform };
  } catch (error) {
    if (!(error instanceof MachineError)) throw error;
    return { prerequisite: { name: "Terraform", state: "missing", found: error.message, fix: error.next } };
  }
}

/** The Engine of target local, and what runs there. */
export async function enginePrerequisite({ definition, workspace, signal }: Pick<Session, "definition" | "workspace" | "signal">): Promise<{
  readonly prerequisite: Prerequisite;
  /** @default it cannot be asked */
  readonly engine?: EngineState;
}> {
  const name = "Docker Engine";
  const [host] = await targetOf(definition, workspace).hosts();
  if (!host) throw new Error("target local has one student");
  try {
    const engine = await inspectEngine(host, signal);
    if (engine.rootless) {
      const found = t`${engine.version}, rootless`;
      const fix = t`It has no port below 1024 and no network of the host: docker context use default, or other ports in lab.yaml`;
      return { prerequisite: { name, state: "warning", found, fix }, engine };
    }
    return { prerequisite: { name, state: "ok", found: engine.version }, engine };
  } catch (error) {
    if (!(error instanceof EngineError)) throw error;
    return { prerequisite: { name, state: "missing", found: error.message, ...(error.next !== undefined && { fix: error.next }) } };
  }
}

export async function sshPrerequisite(): Promise<Prerequisite> {
  const { failed, stderr } = await execa("ssh", ["-V"], { reject: false });
  if (!failed) return { name: "ssh", state: "ok", found: stderr.split(",")[0] ?? "" };
  const { message, next } = noSsh();
  return { name: "ssh", state: "missing", found: message, fix: next };
}

export function nodePrerequisite(): Prerequisite {
  const found = process.versions.node;
  const [major = 0, minor = 0] = found.split(".").map(Number);
  const isEnough = major > 21 || (major === 21 && minor >= 7) || (major === 20 && minor >= 12);
  if (!isEnough) return { name: "Node", state: "missing", found, fix: t`Install Node ${maintainedNode} or later` };
  if (major >= maintainedNode) return { name: "Node", state: "ok", found };
  return {
    name: "Node",
    state: "warning",
    found,
    fix: t`It works and gets no more security fixes: install Node ${maintainedNode} or later`,
  };
}

/** The disk that a folder is on, or will be. */
export function diskPrerequisite(folder: string): Prerequisite {
  if (!existsSync(folder)) return diskPrerequisite(dirname(resolve(folder)));
  const { bavail, bsize } = statfsSync(folder);
  const gb = Math.floor((bavail * bsize) / 1e9);
  if (gb >= minDiskGb) return { name: "Disk", state: "ok", found: t`${gb} GB free` };
  const path = resolve(folder);
  return {
    name: "Disk",
    state: gb < 1 ? "missing" : "warning",
    found: t`${gb} GB free on the disk of ${path}`,
    fix: isOnDockersDisk(path)
      ? t`Free some: ${minDiskGb} GB are needed the first time (docker system df shows what Docker holds)`
      : t`Free some there (df -h ${word(path)}): ${minDiskGb} GB are needed the first time`,
  };
}

/** Whether a folder is on the disk where Docker keeps its images on Linux. */
function isOnDockersDisk(folder: string): boolean {
  return ["/var/lib/docker", "/var/lib/containerd"].some((own) => existsSync(own) && statSync(own).dev === statSync(folder).dev);
}

export function providerPrerequisite({ name, reason }: MissingProvider): Prerequisite {
  return {
    name: t`Provider ${name}`,
    state: "missing",
    found: reason,
    fix: t`Connect to the internet, or point Terraform at a mirror that has the version of lab.yaml (docs/mirror.md), then npx lab up again`,
  };
}

export function networksPrerequisite(): Prerequisite {
  const overlapping = overlappingNetworks();
  const name = "Networks";
  if (overlapping.length === 0) return { name, state: "ok", found: t`none has addresses of Docker's` };
  return {
    name,
    state: "warning",
    found: overlapping.map(({ name: at, block }) => t`${at} has ${block}, which Docker gives to its networks`).join("; "),
    fix: t`Give Docker others (daemon.json, then restart it): "default-address-pools": [{ "base": "10.201.0.0/16", "size": 24 }]`,
  };
}
