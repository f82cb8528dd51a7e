// The hosts that a class made, on whichever cloud: found, ended, and forgotten once they were seen to be gone.
import type { TargetName } from "../definition/class-definition";
import { hostsStackId, labStackId } from "../definition/names";
import { isRegionOf } from "../definition/targets";
import { type DeployedLab, readRecord, regionOfLab, withoutLabs, writeRecord } from "../workspace/record";
import { hostsInState } from "../workspace/hosts-in-state";
import type { Workspace } from "../workspace/workspace";
import { forgetState } from "./forget-state";
import { clouds } from "./targets";
import type { Cloud, EndHostsOptions, FoundInRegion, FoundOnCloud, HostsPlaces, HostsRemoval } from "./targets/cloud";

/** A class on a cloud that was asked. */
export interface OnCloud {
  readonly cloud: Cloud;
  readonly places: HostsPlaces;
  readonly there: FoundOnCloud;
  /** Regions with something of what is meant. */
  readonly found: readonly FoundInRegion[];
}

/**
 * Asks each cloud on which a class was, or may have been.
 * @param placesOn Where a class may have hosts of a kind; undefined where it never had any.
 * @param hosts Hosts that are meant, by name. By default all of the class, and its network.
 */
export async function askClouds(
  workspace: Workspace,
  placesOn: (kind: TargetName) => HostsPlaces | undefined,
  hosts?: readonly string[],
): Promise<OnCloud[]> {
  const asked = clouds().map(async (cloud): Promise<OnCloud[]> => {
    const places = placesOn(cloud.kind);
    if (!places) return [];
    const there = await cloud.find(workspace.className, workspace, places);
    const found = there.found.filter((place) => !hosts || place.hosts.some((host) => hosts.includes(host)));
    return [{ cloud, places, there, found }];
  });
  return (await Promise.all(asked)).flat();
}

/** Those of some regions that are a cloud's, as places that have to answer; undefined where none is. */
export function placesIn(regions: readonly string[], kind: TargetName): HostsPlaces | undefined {
  const own = regions.filter((region) => isRegionOf(kind, region));
  return own.length === 0 ? undefined : { regions: own, everywhere: false };
}

/** The clouds of regions. */
export function cloudsOf(regions: readonly string[]): Cloud[] {
  return clouds().filter(({ kind }) => placesIn(regions, kind));
}

/** The services, such as EC2, that hosts in these regions are in. */
export function servicesOf(regions: readonly string[]): string {
  return cloudsOf(regions)
    .map(({ service }) => service)
    .join(", ");
}

export interface EndMadeHostsOptions extends EndHostsOptions {
  /** Of the labs that are meant, those on hosts that the class made. */
  readonly labs: readonly DeployedLab[];
  /** Removes stacks from a state that is kept elsewhere. @default the state is on this machine */
  readonly forgetRemote?: (stackIds: readonly string[]) => Promise<void>;
}

/** What became of the hosts on a cloud. */
export interface EndedOnCloud {
  readonly cloud: Cloud;
  readonly removals: readonly HostsRemoval[];
}

/** Ends what was found, asks the clouds again, and forgets what was seen to be gone. */
export async function endMadeHosts(on: readonly OnCloud[], options: EndMadeHostsOptions): Promise<EndedOnCloud[]> {
  const ended: EndedOnCloud[] = [];
  for (const { cloud, there } of on) ended.push({ cloud, removals: await there.end(options) });
  const asked = on.flatMap(({ there }) => there.asked);
  await forgetGone(ended, asked, options);
  return ended;
}

/** Only what a cloud was seen without is forgotten: a lab with its host, the hosts' state with the last thing of the class. */
async function forgetGone(
  ended: readonly EndedOnCloud[],
  asked: readonly string[],
  { labs, hosts, workspace, forgetRemote }: EndMadeHostsOptions,
): Promise<void> {
  const stands = (region: string, what: "anything" | "hosts") =>
    !asked.includes(region) ||
    ended.some(({ cloud, removals }) =>
      removals.some(
        (removal) =>
          removal.region === region &&
          (removal.failures.length > 0 || removal.standing.some(({ kind }) => what === "anything" || kind === cloud.hostKind)),
      ),
    );
  const gone = labs.filter((lab) => {
    const region = regionOfLab(lab);
    return region !== undefined && !stands(region, "hosts");
  });
  const stacks = gone.map(({ student }) => labStackId(student));
  const { record } = readRecord(workspace);
  const places = new Set([...record.regions, ...hostsInState(workspace).keys(), ...asked]);
  const all = !hosts && [...places].every((region) => !stands(region, "anything"));
  await forgetState(workspace, all ? [...stacks, hostsStackId] : stacks, forgetRemote);
  writeRecord(workspace, {
    ...withoutLabs(record, gone),
    ...(!hosts && { regions: record.regions.filter((region) => stands(region, "anything")) }),
  });
}
