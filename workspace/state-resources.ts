// What a Terraform state says, read from its text: no provider and no Terraform is needed for it.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { parseJson } from "../definition/json";
import type { Workspace } from "./workspace";

const state = z.object({
  version: z.number(),
  terraform_version: z.string().optional(),
  resources: z.array(z.unknown()).default([]),
});

const stateResource = z.object({
  mode: z.string().default("managed"),
  type: z.string(),
  name: z.string(),
  instances: z.array(
    z.object({
      status: z.string().optional(),
      attributes: z
        .record(z.string(), z.unknown())
        .nullish()
        .transform((attributes) => attributes ?? {}),
    }),
  ),
});

export interface StateResource {
  /** Such as `aws_instance.host-kim`. */
  readonly address: string;
  readonly type: string;
  /** The provider's own; empty where its creation was cut short before there was one. */
  readonly id: string;
  /** Whether its creation was cut short: Terraform would replace it. */
  readonly tainted: boolean;
  readonly attributes: Readonly<Record<string, unknown>>;
}

/** The top level of a state; undefined for a text that is not a state. */
export function readState(text: string): z.output<typeof state> | undefined {
  return state.safeParse(parseJson(text)).data;
}

/** The managed resources of a state; none for a text that is not a state. */
export function stateResources(text: string): StateResource[] {
  return (readState(text)?.resources ?? [])
    .flatMap((resource) => stateResource.safeParse(resource).data ?? [])
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

/** The attributes of all resources of a type, as far as a schema takes them. */
export function attributesOf<Attributes>(resources: readonly StateResource[], type: string, schema: z.ZodType<Attributes>): Attributes[] {
  return resources.filter((resource) => resource.type === type).flatMap(({ attributes }) => schema.safeParse(attributes).data ?? []);
}

function readOr(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return "";
  }
}
