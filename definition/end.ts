// A class's end as text: in the tag of its hosts, and for a person.
import type { End } from "./class-definition";
import { formatMoment, ownOffset } from "./moment";

/** Value of the tag `ends`. */
export function endText(end: End): string {
  return "ends" in end ? end.ends.toISOString() : `${end.lifetimeHours} hours after first boot`;
}

/** The end that the tag `ends` gives for a host that was launched at `launched`; undefined where it gives none. */
export function endOfTag(tag: string | undefined, launched: Date): Date | undefined {
  if (tag === undefined) return undefined;
  const [, hours] = /^(\d+(?:\.\d+)?) hours after first boot$/.exec(tag) ?? [];
  const ends = hours === undefined ? Date.parse(tag) : launched.getTime() + Number(hours) * 3_600_000;
  return Number.isNaN(ends) ? undefined : new Date(ends);
}

/** A moment in the UTC offset of lab.yaml, else of this machine. */
export function classTime(moment: Date, end: End | undefined): string {
  return formatMoment(moment, end && "ends" in end ? end.offset : ownOffset(moment));
}
