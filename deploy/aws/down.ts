// Ends a class's EC2 hosts by what EC2 itself lists with the class's tags, whatever became of state, record and lab.yaml.
import pLimit from "p-limit";
import { anyRegion, enabledRegions } from "../../aws/regions";
import { endClass, endInstances } from "../../aws/ending";
import { type ClassInstance, classInstances, isAlive } from "../../aws/instances";
import type { StandingResource } from "../../aws/kinds";
import { standing, standingIfAny } from "../../aws/standing";
import { amount, counted } from "../../language/counted";
import { regionsAtOnce } from "../../definition/limits";
import { plain } from "../../definition/plain-text";
import { awsTargetOf } from "../../definition/targets";
import { t } from "../../language/translate";
import type { LabClass } from "../../stacks/scenarios/scenario";
import { hostsInState } from "../../workspace/hosts-in-state";
import type { Workspace } from "../../workspace/workspace";
import { spending, spentSentence } from "./spending";
import type { EndHostsOptions, FoundInRegion, FoundOnCloud, HostsPlaces, HostsRemoval } from "../targets/cloud";

/** What a region of EC2 has of a class. */
export interface FoundInEc2 extends FoundInRegion {
  readonly instances: readonly ClassInstance[];
}

export interface FoundInAws extends Pick<FoundOnCloud, "asked" | "silent"> {
  readonly found: readonly FoundInEc2[];
}

/** Asks EC2 what it has of a class; regions with nothing are left out. @throws MachineError or FailedError where a region that has to answer does not. */
export async function findInAws(className: string, workspace: Workspace, { regions, everywhere }: HostsPlaces): Promise<FoundInAws> {
  const limit = pLimit(regionsAtOnce);
  const known = hostsInState(workspace);
  const look = (region: string) =>
    limit(async (): Promise<FoundInEc2> => {
      const ids = known.get(region) ?? [];
      const [instances, things] = await Promise.all([classInstances(region, className, ids), standing(region, className, ids)]);
      const alive = instances.filter(isAlive).map(({ host, id }) => host || id);
      const hosts = instances.filter(({ state }) => state !== "terminated").map(({ host }) => host);
      return { region, instances, hosts, alive: alive.sort(), standing: things };
    });
  const must = await Promise.all(regions.map(look));
  if (!everywhere) return { found: must.filter(isThere), asked: regions, silent: [] };
  try {
    const others = (await enabledRegions(regions[0] ?? anyRegion())).filter((region) => !regions.includes(region));
    const answers = await Promise.allSettled(
      others.map(async (region) => {
        const nothing = (await limit(() => standingIfAny(region, className))).length === 0;
        return nothing ? { region, instances: [], hosts: [], alive: [], standing: [] } : look(region);
      }),
    );
    const more = answers.flatMap((answer) => (answer.status === "fulfilled" ? [answer.value] : []));
    const silent = answers.flatMap((answer) => (answer.status === "rejected" ? [(answer.reason as Error).message] : []));
    return { found: [...must, ...more].filter(isThere), asked: [...must, ...more].map(({ region }) => region), silent };
  } catch (error) {
    if (regions.length > 0) throw error;
    return { found: [], asked: [], silent: [(error as Error).message] };
  }
}

function isThere({ standing: things }: FoundInEc2): boolean {
  return things.length > 0;
}

/** Ends what was found and asks EC2 again. One result for each region that has something of what is meant. */
export async function endInAws(found: readonly FoundInEc2[], options: EndHostsOptions): Promise<HostsRemoval[]> {
  const { hosts } = options;
  const meant = found.filter((place) => !hosts || place.hosts.some((host) => hosts.includes(host)));
  const removals: HostsRemoval[] = [];
  for (const place of meant) removals.push(await endInRegion(place, options));
  return removals;
}

async function endInRegion(place: FoundInEc2, options: EndHostsOptions): Promise<HostsRemoval> {
  const { className, reporter, signal, workspace, hosts } = options;
  const { region } = place;
  const known = hostsInState(workspace).get(region) ?? [];
  const [ended] = await reporter.run([
    {
      title: t`Hosts in ${region}`,
      work: (step) => {
        const ending = { signal, known, step: (text: string) => step(plain(text)) };
        if (!hosts) return endClass(region, className, ending);
        return endInstances(
          region,
          place.instances.filter(({ host }) => hosts.includes(host)),
          ending,
        );
      },
      summary: (failures) => (failures.length === 0 ? t`gone` : new Error(t`not all of it could be ended: ${failures.join("; ")}`)),
    },
  ]);
  const [asked] = await reporter.run([
    {
      title: hosts
        ? t`What still stands of ${counted(hosts, "host")} in ${region}, asked of EC2`
        : t`What still stands in ${region}, asked of EC2`,
      work: () => whatStands(region, options, known),
      summary: (left) => (left.length === 0 ? t`nothing` : amount(left.length, "thing")),
    },
  ]);
  const failures = ended?.ok ? ended.value.map((message) => ({ message })) : [{ message: ended?.error.message ?? t`nothing was tried` }];
  if (!asked?.ok) return { region, standing: [], failures: [...failures, { message: asked?.error.message ?? t`EC2 was not asked` }] };
  return { region, standing: asked.value, failures };
}

async function whatStands(region: string, { className, hosts }: EndHostsOptions, known: readonly string[]): Promise<StandingResource[]> {
  const left = await standing(region, className, known);
  if (!hosts) return left;
  const instances = (await classInstances(region, className, known)).filter(({ host }) => hosts.includes(host));
  const ids = new Set(instances.map(({ id }) => id));
  return left.filter(({ kind, id }) => kind === "instance" && ids.has(id));
}

/** One sentence on what a class has cost, with the hosts that were found before they were ended. */
export async function spentInAws(
  found: readonly FoundInEc2[],
  { workspace, definition }: { readonly workspace: Workspace; readonly definition: LabClass | undefined },
): Promise<string | undefined> {
  const target = definition && awsTargetOf(definition);
  const asked = [...new Set([...found.map(({ region }) => region), ...(target ? [target.region] : [])])];
  const listed = (await Promise.all(asked.map((region) => classInstances(region, workspace.className)))).flat();
  const cost = await spending({
    ...{ workspace, listed, asked },
    ...(definition?.end && { end: definition.end }),
    ...(target && { diskGb: target.diskGb, usual: target }),
  });
  return cost.hosts.length === 0 ? undefined : spentSentence(cost);
}
