// What was deployed of a class, as it is kept for its removal.
import { type DeployedLab, emptyRecord, readRecord, sameLab, withLabs, withoutLabs, writeRecord } from "../../workspace/record";
import { testWorkspace } from "../lab-yaml";

const local = (student: string, more: Partial<DeployedLab> = {}): DeployedLab => ({
  ...{ student, target: { kind: "local", bind: "127.0.0.1" }, data: [], images: [] },
  ...more,
});
const onMachine = (student: string, address: string, port = 22): DeployedLab =>
  local(student, { target: { kind: "hosts" }, machine: { address, user: "ubuntu", port } });
const onAws = (student: string, region: string): DeployedLab => local(student, { target: { kind: "aws", region } });

test("a class that was never deployed has an empty one", () => {
  expect(readRecord(testWorkspace("c"))).toEqual({
    record: { version: 1, className: "c", labs: [], regions: [], databases: {} },
    damaged: false,
  });
});

test("is read as it was written", () => {
  const workspace = testWorkspace("c");
  const machine = { address: "10.0.0.1", user: "ubuntu", port: 22, identity: "~/.ssh/class", proxyJump: "me@gate" };
  const record = withLabs(emptyRecord("c"), [
    local("kim", { data: ["/home/wordpress_db"], images: ["mysql:8.0"] }),
    { ...onMachine("lee", "10.0.0.1"), machine },
    onAws("park", "ap-northeast-2"),
  ]);
  writeRecord(workspace, record);
  expect(readRecord(workspace)).toEqual({ record, damaged: false });
});

test.each([
  "",
  "{",
  "[]",
  '{"version": 2, "className": "c", "labs": [], "regions": []}',
  '{"version": 1, "className": "c", "labs": [{}], "regions": []}',
])("a damaged one is reported, and reads as empty: %j", (text) => {
  const workspace = testWorkspace("c");
  workspace.write("deployed.json", text);
  expect(readRecord(workspace)).toEqual({ record: emptyRecord("c"), damaged: true });
});

describe("labs are the same", () => {
  test.each([
    [
      "of a student on this machine, whatever they listen on",
      local("kim"),
      local("kim", { target: { kind: "local", bind: "0.0.0.0" } }),
      true,
    ],
    ["of two students", local("kim"), local("lee"), false],
    ["on one machine", onMachine("kim", "10.0.0.1"), onMachine("kim", "10.0.0.1"), true],
    ["on two machines", onMachine("kim", "10.0.0.1"), onMachine("kim", "10.0.0.2"), false],
    ["behind two ports of one address", onMachine("kim", "10.0.0.1", 2201), onMachine("kim", "10.0.0.1", 2202), false],
    ["in two regions", onAws("kim", "ap-northeast-2"), onAws("kim", "us-east-1"), false],
    ["on two kinds of target", local("kim"), onAws("kim", "us-east-1"), false],
  ])("%s", (_, a, b, expected) => {
    expect(sameLab(a, b)).toBe(expected);
    expect(sameLab(b, a)).toBe(expected);
  });
});

test("a lab that is deployed again is one entry, one that moved is two", () => {
  const first = withLabs(emptyRecord("c"), [onMachine("kim", "10.0.0.1"), onMachine("lee", "10.0.0.2")]);
  const again = withLabs(first, [{ ...onMachine("kim", "10.0.0.1"), data: ["/home/wordpress_db"] }, onMachine("lee", "10.0.0.9")]);
  expect(again.labs.map(({ student, machine, data }) => [student, machine?.address, data])).toEqual([
    ["lee", "10.0.0.2", []],
    ["kim", "10.0.0.1", ["/home/wordpress_db"]],
    ["lee", "10.0.0.9", []],
  ]);
});

test("regions are kept once, also when their labs were seen gone", () => {
  const labs = [onAws("kim", "ap-northeast-2"), onAws("lee", "ap-northeast-2"), onAws("kim", "us-east-1")];
  const record = withLabs(withLabs(emptyRecord("c"), labs), labs);
  expect(record.regions).toEqual(["ap-northeast-2", "us-east-1"]);
  const rest = withoutLabs(record, [onAws("kim", "us-east-1"), onAws("lee", "ap-northeast-2")]);
  expect(rest.labs).toEqual([onAws("kim", "ap-northeast-2")]);
  expect(rest.regions).toEqual(["ap-northeast-2", "us-east-1"]);
});
