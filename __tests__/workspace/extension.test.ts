// A class's end after `lab extend`.
import { classTime, endOfTag, endText } from "../../definition/end";
import { currentEnd, noteExtension } from "../../workspace/extension";
import { testWorkspace } from "../lab-yaml";

const ends = { ends: new Date("2026-12-01T09:00:00Z"), offset: 540 };
const later = new Date("2026-12-01T11:00:00Z");

test("hosts that are made later end with those that were extended", () => {
  const workspace = testWorkspace();
  expect(currentEnd(ends, workspace)).toBe(ends);
  noteExtension(ends, workspace, later);
  expect(currentEnd(ends, workspace)).toEqual({ ends: later, offset: 540 });
});

test("another end in lab.yaml since then counts", () => {
  const workspace = testWorkspace();
  noteExtension(ends, workspace, later);
  const changed = { ends: new Date("2026-12-01T10:00:00Z"), offset: 540 };
  expect(currentEnd(changed, workspace)).toBe(changed);
  expect(currentEnd({ lifetimeHours: 4 }, workspace)).toEqual({ lifetimeHours: 4 });
});

test("a lifetime of a new host is never cut short by it", () => {
  const workspace = testWorkspace();
  const lifetime = { lifetimeHours: 4 };
  noteExtension(lifetime, workspace, new Date(Date.now() + 3_600_000));
  expect(currentEnd(lifetime, workspace)).toBe(lifetime);
  noteExtension(lifetime, workspace, new Date(Date.now() + 5 * 3_600_000));
  expect(currentEnd(lifetime, workspace)).toMatchObject({ ends: expect.any(Date) });
});

test("a damaged file counts as none", () => {
  const workspace = testWorkspace();
  workspace.write("end.json", "{");
  expect(currentEnd(ends, workspace)).toBe(ends);
});

test("a tag's value is read back", () => {
  const launched = new Date("2026-12-01T05:00:00Z");
  expect(endOfTag(endText(ends), launched)).toEqual(ends.ends);
  expect(endOfTag(endText({ lifetimeHours: 1.5 }), launched)).toEqual(new Date("2026-12-01T06:30:00Z"));
  expect(endOfTag("soon", launched)).toBeUndefined();
  expect(endOfTag(undefined, launched)).toBeUndefined();
});

test("times are on lab.yaml's clock", () => {
  expect(classTime(ends.ends, ends)).toBe("2026-12-01 18:00 +09:00");
});
