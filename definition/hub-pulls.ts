// How many pulls from Docker Hub a class makes; Docker Hub limits them per IP address.
import { t } from "../language/translate";
import type { ClassDefinition } from "./class-definition";
import { sharingAnAddress } from "./targets";

/** Pulls in 6 hours that Docker Hub allows an IPv4 address without a login (docs.docker.com/docker-hub/usage, read November 2026). */
const hubLimit = 100;

export interface HubPulls {
  /** Machines that may share an address. */
  readonly machines: number;
  /** Images of Docker Hub that each of them pulls. */
  readonly images: readonly string[];
  /** The most pulls that one address makes: on EC2 every host has an address of its own. */
  readonly pulls: number;
}

/** Of a class without a registry mirror; undefined with one. */
export function hubPulls(definition: ClassDefinition): HubPulls | undefined {
  const { docker, scenarios } = definition;
  if (docker.mirror !== undefined) return undefined;
  const images = [...new Set(scenarios.flatMap(({ spec, options }) => spec.uses(options).images))].filter(isOnHub);
  const machines = sharingAnAddress(definition);
  return { machines, images, pulls: machines * images.length };
}

/** An image of another registry begins with its host: a dot, a port, or localhost before the first slash. */
function isOnHub(reference: string): boolean {
  const [first = "", ...rest] = reference.split("/");
  return rest.length === 0 || first === "docker.io" || !(/[.:]/.test(first) || first === "localhost");
}

/** The warning for a class that may pass the limit; undefined for any other. */
export function hubWarning(pulls: HubPulls | undefined): string | undefined {
  if (!pulls || pulls.pulls <= hubLimit) return undefined;
  const { machines, images, pulls: count } = pulls;
  return t`Docker Hub allows ${hubLimit} pulls in 6 hours from one address, and ${machines} machines that pull ${images.length} images each make ${count}: where they share an address, set docker.mirror in lab.yaml, or have the images on the machines before the class`;
}
