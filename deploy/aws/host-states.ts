// The EC2 hosts of a class as EC2 has them, with their ends and what they have cost so far.
import { type ClassInstance, isAlive, lastOf } from "../../aws/instances";
import type { AwsTarget } from "../../definition/class-definition";
import { endOfTag } from "../../definition/end";
import { hostNames } from "../../definition/seats";
import { hasSeats, readSeats } from "../../workspace/seats";
import { seatsOf } from "./seats-of-tags";
import type { Session } from "../session";
import type { HostState, Spending } from "../targets/host-state";
import { spending } from "./spending";

/** Every host that lab.yaml wants, and every other that exists, with what the class has cost. `listed`: what EC2 has of it. */
export async function hostStates(
  { definition, workspace }: Pick<Session, "definition" | "workspace">,
  target: AwsTarget,
  listed: readonly ClassInstance[],
): Promise<{ readonly hosts: readonly HostState[]; readonly cost: Spending }> {
  const cost = await spending({
    ...{ workspace, listed, asked: [target.region], diskGb: target.diskGb, usual: target },
    ...(definition.end && { end: definition.end }),
  });
  const seats = hasSeats(workspace) ? readSeats(definition, workspace) : seatsOf(listed.filter(isAlive));
  const sitting = new Map([...seats].map(([student, spare]) => [spare, student]));
  const names = new Set([...hostNames(definition, seats), ...listed.filter(isAlive).map(({ host }) => host)]);
  const hosts = [...names].map((host): HostState => {
    const last = lastOf(listed, host);
    const seat = sitting.get(host);
    const amounts = cost.hosts.filter((seen) => seen.host === host).map(({ usd }) => usd);
    const known = amounts.length > 0 && amounts.every((amount) => amount !== undefined);
    return {
      host,
      ...(seat !== undefined && { seat }),
      ...(known && { usd: amounts.reduce((sum, amount) => sum + amount, 0) }),
      ...(last ? factsOf(last) : { state: "none" }),
    };
  });
  return { hosts, cost };
}

function factsOf({ id, state, launched, endTag }: ClassInstance): Pick<HostState, "instance" | "state" | "launched" | "ends"> {
  const ends = endOfTag(endTag, launched);
  return { instance: id, state, launched, ...(ends && { ends }) };
}
