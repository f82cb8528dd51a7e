// Moments as people read them: in the UTC offset of lab.yaml, written as a number, whatever a machine's time zone is.

/** An offset as it is written: `+09:00`. */
export function formatOffset(minutes: number): string {
  const size = Math.abs(minutes);
  const two = (number: number) => String(number).padStart(2, "0");
  return `${minutes < 0 ? "-" : "+"}${two(Math.floor(size / 60))}:${two(size % 60)}`;
}

/** Minutes of the offset at the end of an ISO 8601 moment; 0 for `Z`. */
export function offsetOf(iso: string): number {
  const [, sign = "", hours = "0", minutes = "0"] = /([+-])(\d\d):(\d\d)$/.exec(iso) ?? [];
  return (sign === "-" ? -1 : 1) * (Number(hours) * 60 + Number(minutes));
}

/** `2026-12-01T18:00:00+09:00`. */
export function isoAt(moment: Date, offset: number): string {
  return new Date(moment.getTime() + offset * 60_000).toISOString().slice(0, 19) + formatOffset(offset);
}

/** `2026-12-01 18:00 +09:00`. */
export function formatMoment(moment: Date, offset: number): string {
  return isoAt(moment, offset)
    .replace("T", " ")
    .replace(/:\d\d([+-])/, " $1");
}

/** The offset of this machine's clock at a moment, for a class whose lab.yaml has none. */
export function ownOffset(moment: Date): number {
  return -moment.getTimezoneOffset();
}
