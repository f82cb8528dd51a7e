// Every EC2 host a class ever had, for what it has cost: EC2 lists a host only for an hour after its end.
import { z } from "zod";
import type { End } from "../definition/class-definition";
import { parseJson } from "../definition/json";
import type { Workspace } from "./workspace";

const file = "hosts-seen.json";
const hour = 3_600_000;

const seenHost = z.object({
  id: z.string(),
  host: z.string(),
  spot: z.boolean(),
  /** Absent for hosts that an earlier version noted. */
  region: z.string().optional(),
  /** Instance type; absent as `region` is. */
  type: z.string().optional(),
  /** ISO 8601, as `ended`. */
  launched: z.iso.datetime(),
  /** Absent while it is up. */
  ended: z.iso.datetime().optional(),
  /** Whether nobody saw it end: `ended` is the latest moment that it can have been. */
  endUnseen: z.literal(true).optional(),
});

/** A host of the class. */
export type SeenHost = z.output<typeof seenHost>;

/** What EC2 lists of a host. */
export interface ListedHost {
  readonly id: string;
  readonly host: string;
  readonly spot: boolean;
  readonly region: string;
  readonly type: string;
  readonly launched: Date;
  readonly state: string;
  /** When it ended. @default it lives, or EC2 does not say it */
  readonly ended?: Date;
}

/**
 * Records what EC2 lists of a class and returns every host it ever had. A damaged file is started over: it only holds an estimate.
 * `asked`: the regions that were asked; a host in another region stays as it was last known.
 */
export function noteHosts(
  workspace: Workspace,
  end: End | undefined,
  listed: readonly ListedHost[],
  now = new Date(),
  asked?: readonly string[],
): readonly SeenHost[] {
  const current = new Map(listed.map((instance) => [instance.id, instance]));
  const before = z.array(seenHost).safeParse(parseJson(workspace.read(file) ?? "[]")).data ?? [];
  const known = new Set(before.map(({ id }) => id));
  const hosts = [
    ...before.map((seen): SeenHost => {
      if (seen.ended !== undefined) return seen;
      const instance = current.get(seen.id);
      if (!instance && seen.region !== undefined && asked?.includes(seen.region) === false) return seen;
      return instance ? note(instance, now) : { ...seen, ended: latestEnd(end, seen, now).toISOString(), endUnseen: true };
    }),
    ...listed.filter(({ id }) => !known.has(id)).map((instance) => note(instance, now)),
  ];
  workspace.write(file, `${JSON.stringify(hosts, null, 2)}\n`);
  return hosts;
}

function note({ id, host, spot, region, type, launched, state, ended }: ListedHost, now: Date): SeenHost {
  const end = ended ?? (state === "terminated" ? now : undefined);
  return { id, host, spot, region, type, launched: launched.toISOString(), ...(end && { ended: end.toISOString() }) };
}

function latestEnd(end: End | undefined, { launched }: SeenHost, now: Date): Date {
  if (end === undefined) return now;
  const planned = "ends" in end ? end.ends.getTime() : Date.parse(launched) + end.lifetimeHours * hour;
  return new Date(Math.min(now.getTime(), Math.max(planned, Date.parse(launched))));
}
