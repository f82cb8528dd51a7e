// Times on the clock of lab.yaml, whatever the machine's time zone is.
import { formatMoment, formatOffset, isoAt, offsetOf } from "../../definition/moment";

const moment = new Date("2026-12-01T09:00:00Z");

test.each([
  ["2026-12-01T18:00:00+09:00", 540, "2026-12-01 18:00 +09:00"],
  ["2026-12-01T14:30:00+05:30", 330, "2026-12-01 14:30 +05:30"],
  ["2026-12-01T05:30:00-03:30", -210, "2026-12-01 05:30 -03:30"],
  ["2026-12-01T09:00:00Z", 0, "2026-12-01 09:00 +00:00"],
])("%s", (iso, offset, text) => {
  expect(offsetOf(iso)).toBe(offset);
  expect(formatMoment(moment, offset)).toBe(text);
  expect(Date.parse(isoAt(moment, offset))).toBe(moment.getTime());
});

test("an offset has two digits for each part", () => {
  expect([formatOffset(0), formatOffset(-60), formatOffset(345)]).toEqual(["+00:00", "-01:00", "+05:45"]);
});
