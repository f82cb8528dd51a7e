// The resources of a synthesized stack, for plans that are about some of them only.
import { readResources, type SynthesizedStack } from "../terraform/stack-json";

/** `-target` for the resources that are meant, with what they depend on. */
export function targetsOf(stack: SynthesizedStack, isMeant: (construct: string) => boolean): string[] {
  return [...readResources(stack)].filter(([, { construct }]) => isMeant(construct)).map(([address]) => `-target=${address}`);
}

/** The scenario that a resource of a lab's stack belongs to; undefined for an image, which several may use. */
export function scenarioOfConstruct(construct: string, scenarios: readonly string[]): string | undefined {
  const [first = ""] = construct.split("/");
  return scenarios.includes(first) ? first : undefined;
}

/**
 * The host that a resource of the hosts' stack is for: `kim` of `ec2/host-kim/instance`, `ec2/gate-kim/gate` and
 * `machines/gate-kim/files`; undefined for what all of them share.
 */
export function hostOfConstruct(construct: string): string | undefined {
  return /^(?:ec2|machines)\/(?:host|gate)-([\w-]+)\/(?:instance|gate|files)$/.exec(construct)?.[1];
}

/** The host that a schedule of the hosts' stack ends: `kim` of `ec2/backstop/end-kim`. */
export function hostOfSchedule(construct: string): string | undefined {
  return /^ec2\/backstop\/end-([\w-]+)$/.exec(construct)?.[1];
}

/** The host that a resource is for, by its address: all that is known of one which lab.yaml does not have any more. */
export function hostOfAddress(address: string): string | undefined {
  return /^(?:aws_instance\.host|terraform_data\.(?:gate|files))-([\w-]+)$/.exec(address)?.[1];
}
