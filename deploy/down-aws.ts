// Takes a class's EC2 hosts away by what EC2 itself lists with the class's tags, whatever became of state, record and lab.yaml.
import pLimit from "p-limit";
import { anyRegion, enabledRegions } from "../aws/regions";
import { endClass, endInstances } from "../aws/ending";
import { type ClassInstance, classInstances, isAlive } from "../aws/instances";
import type { StandingResource } from "../aws/kinds";
import { standing, standingIfAny } from "../aws/standing";
import { amount, counted } from "../language/counted";
import { regionsAtOnce } from "../definition/limits";
import { hostsStackId, labStackId } from "../definition/names";
import { plain } from "../definition/plain-text";
import { awsTargetOf } from "../definition/targets";
import { t } from "../language/translate";
import type { LabClass } from "../stacks/scenarios/scenario";
import { type DeployedLab, readRecord, regionOfLab, withoutLabs, writeRecord } from "../workspace/record";
import { knownInstances } from "../workspace/state-resources";
import type { Workspace } from "../workspace/workspace";
import { forgetState } from "./forget-state";
import type { Failure, Reporter } from "./session";
import { spending, spentSentence } from "./spending";

/** Where a class may have hosts. */
export interface AwsPlaces {
  /** Regions that it was in, or that lab.yaml names: they have to answer. */
  readonly regions: readonly string[];
  /** Whether that may not be all of them: every region of the account is asked, and one that does not answer is only reported. */
  readonly everywhere: boolean;
}

/** What a region has of a class. */
export interface FoundInRegion {
  readonly region: string;
  readonly instances: readonly ClassInstance[];
  /** Names of its hosts that are not on their way to their end. */
  readonly alive: readonly string[];
  readonly standing: readonly StandingResource[];
}

export interface FoundInAws {
  readonly found: readonly FoundInRegion[];
  /** Regions that answered. */
  readonly asked: readonly string[];
  /** Why others did not. */
  readonly silent: readonly string[];
}

/** Asks EC2 what it has of a class; regions with nothing are left out. @throws MachineError or FailedError where a region that has to answer does not. */
export async function findInAws(className: string, workspace: Workspace, { regions, everywhere }: AwsPlaces): Promise<FoundInAws> {
  const limit = pLimit(regionsAtOnce);
  const known = knownInstances(workspace);
  const look = (region: string) =>
    limit(async (): Promise<FoundInRegion> => {
      const ids = known.get(region) ?? [];
      const [instances, things] = await Promise.all([classInstances(region, className, ids), standing(region, className, ids)]);
      const alive = instances.filter(isAlive).map(({ host, id }) => host || id);
      return { region, instances, alive: alive.sort(), standing: things };
    });
  const must = await Promise.all(regions.map(look));
  if (!everywhere) return { found: must.filter(isThere), asked: regions, silent: [] };
  try {
    const others = (await enabledRegions(regions[0] ?? anyRegion())).filter((region) => !regions.includes(region));
    const answers = await Promise.allSettled(
      others.map(async (region) => {
        const nothing = (await limit(() => standingIfAny(region, className))).length === 0;
        return nothing ? { region, instances: [], alive: [], standing: [] } : look(region);
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

function isThere({ standing: things }: FoundInRegion): boolean {
  return things.length > 0;
}

export interface AwsDownOptions {
  readonly className: string;
  readonly workspace: Workspace;
  readonly signal: AbortSignal;
  readonly reporter: Reporter;
  /** Labs that stand on EC2 hosts, of those that are meant. */
  readonly labs: readonly DeployedLab[];
  /** Hosts that are meant, by name; the others and the network stay. @default all of the class */
  readonly hosts?: readonly string[];
  /** Regions that EC2 was asked about. */
  readonly asked: readonly string[];
  /** Takes stacks out of a state that is kept elsewhere. @default the state is on this machine */
  readonly forgetRemote?: (stackIds: readonly string[]) => Promise<void>;
}

export interface AwsRemoval {
  readonly region: string;
  /** What EC2 still lists of what was to go. */
  readonly standing: readonly StandingResource[];
  readonly failures: readonly Failure[];
}

/** Ends what was found, asks EC2 again, and forgets what was seen gone. One result per region. */
export async function endHosts(found: readonly FoundInRegion[], options: AwsDownOptions): Promise<AwsRemoval[]> {
  const removals: AwsRemoval[] = [];
  for (const place of found) removals.push(await endInRegion(place, options));
  await forgetGone(removals, options);
  return removals;
}

async function endInRegion(place: FoundInRegion, options: AwsDownOptions): Promise<AwsRemoval> {
  const { className, reporter, signal, workspace, hosts } = options;
  const { region } = place;
  const known = knownInstances(workspace).get(region) ?? [];
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

async function whatStands(region: string, { className, hosts }: AwsDownOptions, known: readonly string[]): Promise<StandingResource[]> {
  const left = await standing(region, className, known);
  if (!hosts) return left;
  const instances = (await classInstances(region, className, known)).filter(({ host }) => hosts.includes(host));
  const ids = new Set(instances.map(({ id }) => id));
  return left.filter(({ kind, id }) => kind === "instance" && ids.has(id));
}

/** Only what EC2 was seen without is forgotten: a lab with its host, the hosts' state with the last thing of the class. */
async function forgetGone(removals: readonly AwsRemoval[], { labs, hosts, asked, workspace, forgetRemote }: AwsDownOptions): Promise<void> {
  const standingIn = (region: string, only?: "instance") =>
    !asked.includes(region) ||
    removals.some(
      (removal) =>
        removal.region === region &&
        (removal.failures.length > 0 || removal.standing.some(({ kind }) => only === undefined || kind === only)),
    );
  const ended = labs.filter((lab) => {
    const region = regionOfLab(lab);
    return region !== undefined && !standingIn(region, "instance");
  });
  const stacks = ended.map(({ student }) => labStackId(student));
  const { record } = readRecord(workspace);
  const places = new Set([...record.regions, ...knownInstances(workspace).keys(), ...asked]);
  const all = !hosts && [...places].every((region) => !standingIn(region));
  await forgetState(workspace, all ? [...stacks, hostsStackId] : stacks, forgetRemote);
  writeRecord(workspace, {
    ...withoutLabs(record, ended),
    ...(!hosts && { regions: record.regions.filter((region) => standingIn(region)) }),
  });
}

/** One sentence on what a class has cost, with the hosts that were found before they were ended. */
export async function spent(
  found: readonly FoundInRegion[],
  { name, workspace, definition }: { readonly name: string; readonly workspace: Workspace; readonly definition?: LabClass },
): Promise<string | undefined> {
  const target = definition && awsTargetOf(definition);
  const asked = [...new Set([...found.map(({ region }) => region), ...(target ? [target.region] : [])])];
  const listed = (await Promise.all(asked.map((region) => classInstances(region, name)))).flat();
  const cost = await spending({
    ...{ workspace, listed, asked },
    ...(definition?.end && { end: definition.end }),
    ...(target && { diskGb: target.diskGb, usual: target }),
  });
  return cost.hosts.length === 0 ? undefined : spentSentence(cost);
}
