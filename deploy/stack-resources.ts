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
