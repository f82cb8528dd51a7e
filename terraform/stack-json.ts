// Reads a synthesized stack: where it keeps its state, which providers it requires, and the names of its resources.
import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { hostsStackId } from "../definition/names";
import type { StateResource } from "../workspace/state-resources";

/** A stack that was written to disk. */
export interface SynthesizedStack {
  readonly id: string;
  /** Its folder, where Terraform runs. */
  readonly folder: string;
}

/** A resource of a stack, or one that is only in its state. */
export interface Resource {
  /** As it is in cdk.tf.json, or in the state. */
  readonly config: Readonly<Record<string, unknown>>;
  /** The construct's path in its stack, such as `nginx/nginx-8081`; its name, if it is only in the state. */
  readonly construct: string;
}

interface StackJson {
  readonly terraform: {
    readonly backend: {
      /** @default its state is in S3 */
      readonly local?: { readonly path: string };
    };
    /** @default it needs none */
    readonly required_providers?: unknown;
  };
  /** @default it makes nothing */
  readonly resource?: Readonly<Record<string, Record<string, Record<string, unknown>>>>;
}

export function readStack({ folder }: Pick<SynthesizedStack, "folder">): StackJson {
  return JSON.parse(readFileSync(join(folder, "cdk.tf.json"), "utf8")) as StackJson;
}

export function isHostsStack({ id }: SynthesizedStack): boolean {
  return id === hostsStackId;
}

/** Path of the stack's state file; undefined where the state is not on this machine. */
export function stateFileOf(stack: SynthesizedStack): string | undefined {
  const path = readStack(stack).terraform.backend.local?.path;
  return path === undefined ? undefined : resolve(stack.folder, path);
}

/** By address, such as `docker_container.nginx_container_3691ECA1`. */
export function readResources(stack: SynthesizedStack): Map<string, Resource> {
  const { resource = {} } = readStack(stack);
  return new Map(
    Object.entries(resource).flatMap(([type, resources]) =>
      Object.entries(resources).map(([id, config]): [string, Resource] => {
        const path = (config["//"] as { metadata: { path: string } } | undefined)?.metadata.path ?? id;
        const inStack = path
          .split("/")
          .slice(1)
          // it adds nothing to a name
          .filter((part) => part !== "Default")
          .join("/");
        return [`${type}.${id}`, { config, construct: inStack.replace(/\/container$/, "") }];
      }),
    ),
  );
}

/** A resource that only the state has: lab.yaml no longer does. */
export function resourceOfState({ address, type, attributes }: StateResource): Resource {
  const name = typeof attributes["name"] === "string" ? attributes["name"] : address;
  return { config: attributes, construct: type === "docker_container" ? name : `${type.replace(/^(?!terraform_)[a-z0-9]+_/, "")} ${name}` };
}
