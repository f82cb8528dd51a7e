// What a Terraform state says of its resources, read from its text: no provider and no Terraform is needed for it.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { hostsStackId } from "../definition/names";
import { parseJson } from "../definition/json";
import type { Workspace } from "./workspace";

const state = z.object({
  resources: z.array(
    z.object({
      mode: z.string(),
      type: z.string(),
      name: z.string(),
      instances: z.array(z.object({ status: z.string().optional(), attributes: z.record(z.string(), z.unknown()).default({}) })),
    }),
  ),
});

export interface StateResource {
  /** Such as `aws_instance.host-kim`. */
  readonly address: string;
  readonly type: string;
  /** As the provider has it; empty where its creation was cut short before there was one. */
  readonly id: string;
  /** Whether its creation did not come to its end: Terraform would replace it. */
  readonly tainted: boolean;
  readonly attributes: Readonly<Record<string, unknown>>;
}

/** The managed resources of a state; none of a text that is no state. */
export function stateResources(text: string): StateResource[] {
  const parsed = state.safeParse(parseJson(text));
  return (parsed.data?.resources ?? [])
    .filter(({ mode }) => mode === "managed")
    .flatMap(({ type, name, instances }) =>
      instances.map(({ status, attributes }) => ({
        address: `${type}.${name}`,
        type,
        id: typeof attributes["id"] === "string" ? attributes["id"] : "",
        tainted: status === "tainted",
        attributes,
      })),
    );
}

/** The managed resources of a state on this machine, by its file's name; none where there is no such file. */
export function localResources(workspace: Workspace, file: string): StateResource[] {
  return stateResources(readOr(join(workspace.stateFolder, file)));
}

/** The EC2 instances that the state on this machine knows of, by region; also those of a backup where the state itself is damaged. */
export function knownInstances(workspace: Workspace): ReadonlyMap<string, readonly string[]> {
  const byRegion = new Map<string, Set<string>>();
  for (const name of [`${hostsStackId}.tfstate`, `${hostsStackId}.tfstate.backup`]) {
    for (const { type, id, attributes } of localResources(workspace, name)) {
      const [, region] = /^arn:[^:]*:ec2:([a-z0-9-]+):/.exec(String(attributes["arn"])) ?? [];
      if (type !== "aws_instance" || region === undefined || id === "") continue;
      byRegion.set(region, (byRegion.get(region) ?? new Set()).add(id));
    }
  }
  return new Map([...byRegion].map(([region, ids]) => [region, [...ids]]));
}

/** Whether the state of the hosts says that they are machines which exist: it has gates, and nothing of AWS. */
export function isOnMachines(workspace: Workspace): boolean {
  const types = localResources(workspace, `${hostsStackId}.tfstate`).map(({ type }) => type);
  return types.includes("terraform_data") && !types.some((type) => type.startsWith("aws_"));
}

function readOr(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return "";
  }
}
