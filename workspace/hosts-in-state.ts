// The hosts of a class by Terraform's state of them on this machine.
import { hostsStackId } from "../definition/names";
import { localResources } from "./state-resources";
import { madeHosts } from "./targets";
import type { Workspace } from "./workspace";

/** Ids of the hosts that the class made, by region; also those of a backup where the state itself is damaged. */
export function hostsInState(workspace: Workspace): ReadonlyMap<string, readonly string[]> {
  const byRegion = new Map<string, Set<string>>();
  for (const name of [`${hostsStackId}.tfstate`, `${hostsStackId}.tfstate.backup`]) {
    for (const { id, region } of madeHosts(localResources(workspace, name)))
      byRegion.set(region, (byRegion.get(region) ?? new Set()).add(id));
  }
  return new Map([...byRegion].map(([region, ids]) => [region, [...ids]]));
}

/** Whether the state of the hosts says that they are machines which exist: it has their gates, and nothing of a cloud. */
export function isOnMachines(workspace: Workspace): boolean {
  const resources = localResources(workspace, `${hostsStackId}.tfstate`);
  return resources.length > 0 && resources.every(({ type }) => type === "terraform_data");
}
