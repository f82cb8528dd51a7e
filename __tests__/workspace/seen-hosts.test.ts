// The EC2 hosts a class ever had: noted while EC2 lists them, kept when it has forgotten them.
import { type ListedHost, noteHosts } from "../../workspace/seen-hosts";
import { testWorkspace } from "../lab-yaml";

const at = (hours: number) => new Date(Date.UTC(2026, 11, 1) + hours * 3_600_000);
const listed = (host: string, more: Partial<ListedHost> = {}): ListedHost => ({
  ...{ host, id: `i-${host}`, state: "running", spot: false, region: "us-east-1", type: "t3.medium", launched: at(0) },
  ...more,
});

test("a class that never had a host has none", () => {
  expect(noteHosts(testWorkspace(), undefined, [], at(30))).toEqual([]);
});

test("a host without an end time in EC2 ended when it was first seen ended", () => {
  const workspace = testWorkspace();
  noteHosts(workspace, undefined, [listed("kim", { state: "terminated" })], at(2));
  expect(noteHosts(workspace, undefined, [listed("kim", { state: "terminated" })], at(9))[0]?.ended).toBe(at(2).toISOString());
});

test("a second host of the same name is another one", () => {
  const workspace = testWorkspace();
  noteHosts(workspace, undefined, [listed("kim")], at(1));
  const hosts = noteHosts(
    workspace,
    undefined,
    [listed("kim", { state: "terminated", ended: at(2) }), listed("kim", { id: "i-new", launched: at(2) })],
    at(3),
  );
  expect(hosts.map(({ id, ended }) => [id, ended])).toEqual([
    ["i-kim", at(2).toISOString()],
    ["i-new", undefined],
  ]);
});

describe("a host that EC2 has forgotten", () => {
  test.each([
    ["the moment of ends", { ends: at(5), offset: 0 }, at(5)],
    ["its start and its lifetime", { lifetimeHours: 4 }, at(4)],
    ["now, where the planned end is still to come", { ends: at(40), offset: 0 }, at(30)],
    ["its start, where ends was before it", { ends: at(-3), offset: 0 }, at(0)],
    ["now, where the class has no end", undefined, at(30)],
  ] as const)("ended at %s", (_, end, expected) => {
    const workspace = testWorkspace();
    noteHosts(workspace, end, [listed("kim")], at(1));
    expect(noteHosts(workspace, end, [], at(30))).toEqual([
      expect.objectContaining({ id: "i-kim", ended: expected.toISOString(), endUnseen: true }),
    ]);
  });

  test("keeps the end that was noted first", () => {
    const workspace = testWorkspace();
    noteHosts(workspace, undefined, [listed("kim")], at(1));
    noteHosts(workspace, undefined, [], at(3));
    expect(noteHosts(workspace, undefined, [], at(30))[0]?.ended).toBe(at(3).toISOString());
  });
});

test.each(["{", '{"a": 1}', '[{"id": "i-kim"}]', '[{"id": 1, "host": "kim", "spot": false, "launched": "soon"}]', ""])(
  "a damaged file is started over: %j",
  (text) => {
    const workspace = testWorkspace();
    workspace.write("hosts-seen.json", text);
    expect(noteHosts(workspace, undefined, [listed("kim")], at(1))).toEqual([
      { id: "i-kim", host: "kim", spot: false, region: "us-east-1", type: "t3.medium", launched: at(0).toISOString() },
    ]);
  },
);
