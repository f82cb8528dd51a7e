// Who sits at which host, kept in .lab/<class>/seats.json.
import { hostNames, hostOf } from "../../definition/seats";
import { looseSeats, readSeats, withOwnHost, withSpare, writeSeats } from "../../workspace/seats";
import { awsClass } from "../hosts/synth-hosts";
import { testWorkspace } from "../lab-yaml";

const definition = awsClass("spares: 2");

test("without a file everybody sits at their own host", () => {
  const seats = readSeats(definition, testWorkspace());
  expect(seats).toEqual(new Map());
  expect(hostOf("kim", seats)).toBe("kim");
  expect(hostNames(definition, seats)).toEqual(["kim", "lee", "spare-1", "spare-2"]);
});

test("a student gets the first free spare, and gives it back; nothing is written before it is confirmed", () => {
  const workspace = testWorkspace();
  const one = withSpare(definition, new Map(), "kim");
  const both = withSpare(definition, one, "lee", "spare-2");
  expect([...both]).toEqual([
    ["kim", "spare-1"],
    ["lee", "spare-2"],
  ]);
  expect(readSeats(definition, workspace)).toEqual(new Map());
  writeSeats(workspace, both);
  expect(readSeats(definition, workspace)).toEqual(both);
  expect(hostNames(definition, both)).toEqual(["spare-1", "spare-2"]);
  expect(() => withSpare(definition, both, "kim")).toThrow("kim: no spare is free (spares: 2)");
  expect([...withOwnHost(definition, both, "kim")]).toEqual([["lee", "spare-2"]]);
});

test("a student or spare that the class does not have is refused", () => {
  expect(() => withSpare(definition, new Map(), "choi")).toThrow("choi is not a student of docker-101");
  expect(() => withOwnHost(definition, new Map(), "choi")).toThrow("choi is not a student of docker-101");
  expect(() => withSpare(definition, new Map(), "kim", "spare-3")).toThrow("kim: spare-3 is not a free spare");
  expect(() => withSpare(awsClass(), new Map(), "kim")).toThrow("kim: no spare is free (spares: 0)");
});

test("for a class that is being removed, a damaged file or a missing spare stops nothing", () => {
  const workspace = testWorkspace();
  workspace.write("seats.json", "{");
  expect(looseSeats(workspace)).toEqual(new Map());
  workspace.write("seats.json", '{"kim": "spare-9"}');
  expect([...looseSeats(workspace)]).toEqual([["kim", "spare-9"]]);
});

test("somebody who left the class holds no seat", () => {
  const workspace = testWorkspace();
  workspace.write("seats.json", '{"choi": "spare-1"}');
  expect(readSeats(definition, workspace)).toEqual(new Map());
});

test.each([
  ["{", "must be a JSON object of student to spare"],
  ['{"kim": 1}', "must be a JSON object of student to spare"],
  ['{"kim": "spare-9"}', 'kim sits at "spare-9", which is not a spare of the class; there are spare-1, spare-2'],
  ['{"kim": "spare-1", "lee": "spare-1"}', "kim and lee both sit at spare-1"],
])("a file that says %s is an error", (text, message) => {
  const workspace = testWorkspace();
  workspace.write("seats.json", text);
  expect(() => readSeats(definition, workspace)).toThrow(message);
});
