// Where this machine's Docker Engine listens, as the docker command finds it: Terraform's provider knows neither
// `docker context use` nor the context named default.
import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import { z } from "zod";
import { MachineError } from "../definition/errors";
import { t } from "../language/translate";
import { usualEngine } from "../workspace/targets/local";

/** What is read from config.json, and from a context's meta.json. */
const dockerConfig = z.object({ currentContext: z.string().optional() });
const dockerContext = z.object({ Endpoints: z.object({ docker: z.object({ Host: z.string() }) }) });

/**
 * DOCKER_HOST, else the Engine of the context that DOCKER_CONTEXT or `docker context use` names, else the socket of a Linux machine.
 * @throws MachineError for a context that this machine does not have.
 */
export function dockerHost(environment: NodeJS.ProcessEnv = process.env): string {
  const given = environment["DOCKER_HOST"];
  if (given) return given;
  const folder = environment["DOCKER_CONFIG"] || join(homedir(), ".docker");
  const context = environment["DOCKER_CONTEXT"] || currentContext(join(folder, "config.json"));
  return context === undefined || context === "default" ? usualEngine : hostOf(context, folder);
}

function currentContext(file: string): string | undefined {
  if (!existsSync(file)) return undefined;
  return dockerConfig.safeParse(read(file)).data?.currentContext || undefined;
}

function hostOf(context: string, folder: string): string {
  const file = join(folder, "contexts", "meta", createHash("sha256").update(context).digest("hex"), "meta.json");
  const next = t`\`docker context ls\` lists those there are; \`docker context use NAME\` or DOCKER_HOST chooses another`;
  if (!existsSync(file)) throw new MachineError(t`This machine has no Docker context ${JSON.stringify(context)}`, next);
  const host = dockerContext.safeParse(read(file)).data?.Endpoints.docker.Host;
  if (!host) throw new MachineError(t`The Docker context ${JSON.stringify(context)} names no Engine`, next);
  return host;
}

function read(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, "utf8"));
  } catch (error) {
    throw new MachineError(t`${file} cannot be read: ${(error as Error).message}`, t`Correct it, or set DOCKER_HOST`);
  }
}
