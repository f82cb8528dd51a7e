// EC2 hosts of a class where its lab.yaml no longer looks: in another region, under its name of before, or beside another kind of target.
import { counted } from "../definition/counted";
import { FailedError, InputError } from "../definition/errors";
import { deployed, formerClasses } from "../workspace/deployed";
import type { Workspace } from "../workspace/workspace";
import type { FoundInRegion } from "./down-aws";
import type { Session } from "./session";

interface Place {
  readonly workspace: Workspace;
  readonly regions: readonly string[];
  /** Why lab.yaml no longer looks there. */
  readonly because: string;
}

/**
 * Says what still stands there and ends it, after asking: nothing new is made beside it.
 * @throws InputError where it is to stay; FailedError or MachineError where EC2 could not be asked, or did not end it.
 */
export async function endElsewhere(session: Session): Promise<void> {
  for (const place of places(session)) {
    const { findInAws } = await import("./down-aws");
    const { className } = place.workspace;
    const { found } = await findInAws(className, place.workspace, { regions: place.regions, everywhere: false });
    await end(place, found, session);
  }
}

/** @throws InputError where there may be any: with --on, the hosts of everybody are not ended first. */
export function refuseElsewhere(session: Session): void {
  const [place] = places(session);
  if (place)
    throw new InputError(
      `Class ${place.workspace.className} has EC2 hosts in ${place.regions.join(", ")}, where lab.yaml does not look any more: ${place.because}`,
      "npx lab up without --on first, or change lab.yaml back",
    );
}

function places({ definition, workspace }: Session): Place[] {
  const own = definition.target.kind === "aws" ? definition.target.region : undefined;
  const others = deployed(workspace).record.regions.filter((region) => region !== own);
  const because = own === undefined ? `lab.yaml's target is now ${definition.target.kind}` : `lab.yaml's region is now ${own}`;
  return [
    ...(others.length > 0 ? [{ workspace, regions: others, because }] : []),
    ...formerClasses(workspace).flatMap((former) => {
      const { regions } = deployed(former).record;
      return regions.length === 0 ? [] : [{ workspace: former, regions, because: `lab.yaml's name is now ${workspace.className}` }];
    }),
  ];
}

async function end({ workspace, regions, because }: Place, found: readonly FoundInRegion[], session: Session): Promise<void> {
  const { endHosts } = await import("./down-aws");
  const { reporter, signal } = session;
  const hosts = found.flatMap(({ alive }) => alive);
  const where = found.map(({ region }) => region).join(", ");
  if (found.length > 0) {
    const what = hosts.length === 0 ? "Its network" : counted(hosts, "host");
    reporter.note(
      `${what} of class ${workspace.className} still ${hosts.length > 1 ? "stand" : "stands"} in ${where}, as it was deployed before: ${because}.`,
    );
    const question = hosts.length === 0 ? `Remove it?` : `End ${counted(hosts, "host")} in ${where}, with all that is on them?`;
    if (!(await reporter.ask(question)))
      throw new InputError("Nothing was changed", `Put lab.yaml back as it was, or end them: npx lab down`);
  }
  const labs = deployed(workspace).record.labs.filter(({ target }) => target.kind === "aws" && regions.includes(target.region));
  const removals = await endHosts(found, { className: workspace.className, workspace, signal, reporter, labs, asked: regions });
  const left = removals.flatMap(({ standing }) => standing);
  const failures = removals.flatMap((removal) => removal.failures.map(({ message }) => message));
  if (left.length > 0 || failures.length > 0)
    throw new FailedError(
      [`${left.length} things of class ${workspace.className} still stand in ${where}`, ...failures].join("\n"),
      "Nothing new was made; npx lab down tries again",
    );
}
