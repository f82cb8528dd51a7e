// The resources of a synthesized stack, for plans that are about some of them only.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import type { SynthesizedStack } from "../terraform/run";

const stackJson = z.object({
  resource: z
    .record(z.string(), z.record(z.string(), z.object({ "//": z.object({ metadata: z.object({ path: z.string() }) }).optional() })))
    .default({}),
});

export interface StackResource {
  /** `docker_container.nginx_container_3691ECA1` */
  readonly address: string;
  /** The construct's path in its stack, such as `nginx/nginx-8081/container`. */
  readonly construct: string;
}

export function stackResources({ folder }: SynthesizedStack): StackResource[] {
  const { resource } = stackJson.parse(JSON.parse(readFileSync(join(folder, "cdk.tf.json"), "utf8")));
  return Object.entries(resource).flatMap(([type, resources]) =>
    Object.entries(resources).map(([name, { "//": comment }]) => ({
      address: `${type}.${name}`,
      construct: comment?.metadata.path.split("/").slice(1).join("/") ?? name,
    })),
  );
}

/** `-target` for the resources that are meant, with what they depend on. */
export function targetsOf(stack: SynthesizedStack, isMeant: (resource: StackResource) => boolean): string[] {
  return stackResources(stack)
    .filter(isMeant)
    .map(({ address }) => `-target=${address}`);
}

/** The scenario that a resource of a lab's stack belongs to; undefined for an image, which several may use. */
export function scenarioOfConstruct(construct: string, scenarios: readonly string[]): string | undefined {
  const [first = ""] = construct.split("/");
  return scenarios.includes(first) ? first : undefined;
}

/** The host that a resource of the hosts' stack is for: a student's name or a spare's; undefined for what all of them share. */
export function hostOfConstruct(construct: string): string | undefined {
  return /^[\w-]+\/(?:gate-)?([\w-]+)\/(?:instance|gate)$/.exec(construct)?.[1];
}

/** The host that a resource is for, by its address: all that is known of one which lab.yaml does not have any more. */
export function hostOfAddress(address: string): string | undefined {
  return /^(?:aws_instance\.host|terraform_data\.gate)-([\w-]+)$/.exec(address)?.[1];
}
