// What this machine has for running labs: each need checked, each finding with its fix.
import { statfsSync } from "node:fs";
import { availableParallelism, freemem } from "node:os";
import { execa } from "execa";
import { MachineError } from "../definition/errors";
import type { ClassDefinition } from "../definition/class-definition";
import { projectFolder, type Workspace } from "../workspace/workspace";
import { EngineError, type EngineState, inspectEngine } from "../engine/inspect";
import { engineHosts } from "../engine/host";
import { findTerraform, noTerraform, type TerraformBinary } from "../terraform/binary";

export interface Need {
  readonly name: string;
  readonly state: "ok" | "warning" | "missing";
  readonly found: string;
  readonly fix?: string;
}

const leastNode = "20.9.0";
/** GB free for images and providers: the course's images take 2.5 GB, both providers 1 GB. */
const leastDiskGb = 4;

/** How many stacks run at once. Beyond twice the cores only memory is spent, about 170 MB a stack under way (measured). */
export function stackParallelism(): number {
  return Math.max(1, Math.min(2 * availableParallelism(), Math.floor(freemem() / 200_000_000)));
}

export async function terraformNeed(): Promise<{ need: Need; terraform?: TerraformBinary }> {
  try {
    const terraform = await findTerraform();
    if (!terraform) throw noTerraform();
    return {
      need: { name: "Terraform", state: "ok", found: terraform.product === "tofu" ? `OpenTofu ${terraform.version}` : terraform.version },
      terraform,
    };
  } catch (error) {
    if (!(error instanceof MachineError)) throw error;
    return { need: { name: "Terraform", state: "missing", found: error.message, fix: error.next } };
  }
}

/** The Engine of target local, and what runs there. */
export async function engineNeed(definition: ClassDefinition, workspace: Workspace): Promise<{ need: Need; engine?: EngineState }> {
  const name = "Docker Engine";
  const [host] = await engineHosts(definition, workspace);
  if (!host) throw new Error("target local has one student");
  try {
    const engine = await inspectEngine(host);
    return { need: { name, state: "ok", found: engine.version }, engine };
  } catch (error) {
    if (!(error instanceof EngineError)) throw error;
    return { need: { name, state: "missing", found: error.message, fix: error.next } };
  }
}

export async function sshNeed(): Promise<{ need: Need; engine?: undefined }> {
  const { failed, stderr } = await execa("ssh", ["-V"], { reject: false });
  if (!failed) return { need: { name: "ssh", state: "ok", found: stderr.split(",")[0] ?? "" } };
  return {
    need: {
      name: "ssh",
      state: "missing",
      found: "the ssh command does not run",
      fix: "Install OpenSSH's client (package openssh-client)",
    },
  };
}

export function nodeNeed(): Need {
  const found = process.versions.node;
  const [major = 0, minor = 0] = found.split(".").map(Number);
  const enough = major > 20 || (major === 20 && minor >= 9);
  return enough
    ? { name: "Node", state: "ok", found }
    : { name: "Node", state: "missing", found, fix: `Install Node ${leastNode} or later` };
}

export function diskNeed(): Need {
  const { bavail, bsize } = statfsSync(projectFolder);
  const gb = Math.floor((bavail * bsize) / 1e9);
  const found = `${gb} GB free`;
  if (gb >= leastDiskGb) return { name: "Disk", state: "ok", found };
  return {
    name: "Disk",
    state: gb < 1 ? "missing" : "warning",
    found,
    fix: `Free some: ${leastDiskGb} GB are needed the first time (docker system df shows what Docker holds)`,
  };
}

/** DOCKER_HOST for Terraform's provider, which does not know of `docker context use`. */
export async function dockerHost(definition: ClassDefinition): Promise<Record<string, string>> {
  if (definition.target.kind !== "local" || process.env["DOCKER_HOST"] !== undefined || process.env["DOCKER_CONTEXT"] !== undefined)
    return {};
  const { failed, stdout } = await execa("docker", ["context", "inspect", "--format", "{{.Endpoints.docker.Host}}"], { reject: false });
  return failed || stdout === "" ? {} : { DOCKER_HOST: stdout };
}
