// A class's end as text: in the tag of its hosts, and for a person.
import type { End } from "./class-definition";

/** The end at a moment that is written with its offset, such as `2026-12-01T18:00:00+09:00`. */
export function endAt(text: string): End {
  const [, sign, hours = "0", minutes = "0"] = /([+-])(\d\d):?(\d\d)$/.exec(text) ?? [];
  const offset = Number(hours) * 60 + Number(minutes);
  return { ends: new Date(text), offsetMinutes: sign === "-" ? -offset : offset };
}

/** Value of the tag `ends`. */
export function endText(end: End): string {
  return "ends" in end ? end.ends.toISOString() : `${end.lifetimeHours} hours after first boot`;
}

/** The moment that a tag `ends` says, of a host that was launched at a moment; undefined where it says none. */
export function endOfTag(tag: string | undefined, launched: Date): Date | undefined {
  if (tag === undefined) return undefined;
  const [, hours] = /^(\d+(?:\.\d+)?) hours after first boot$/.exec(tag) ?? [];
  const ends = hours === undefined ? Date.parse(tag) : launched.getTime() + Number(hours) * 3_600_000;
  return Number.isNaN(ends) ? undefined : new Date(ends);
}

/** A moment as a person of the class reads it, with lab.yaml's offset, else this machine's: `2026-12-01 18:00 +09:00`. */
export function classTime(moment: Date, end: End | undefined): string {
  const offsetMinutes = (end && "ends" in end ? end.offsetMinutes : undefined) ?? -moment.getTimezoneOffset();
  const shifted = new Date(moment.getTime() + offsetMinutes * 60_000).toISOString();
  const hours = String(Math.floor(Math.abs(offsetMinutes) / 60)).padStart(2, "0");
  const minutes = String(Math.abs(offsetMinutes) % 60).padStart(2, "0");
  return `${shifted.slice(0, 10)} ${shifted.slice(11, 16)} ${offsetMinutes < 0 ? "-" : "+"}${hours}:${minutes}`;
}
