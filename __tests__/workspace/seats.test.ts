// Who sits at which host, kept in .lab/<class>/seats.json.
import { hostNames, hostOf } from "../../definition/seats";
import { leaveSpare, readSeats, takeSpare } from "../../workspace/seats";
import { awsClass } from "../hosts/synth-hosts";
import { testWorkspace } from "../lab-yaml";

const definition = awsClass("spares: 2");

test("without a file everybody sits at their own host", () => {
  const seats = readSeats(definition, testWorkspace());
  expect(seats).toEqual(new Map());
  expect(hostOf("kim", seats)).toBe("kim");
  expect(hostNames(definition, seats)).toEqual(["kim", "lee", "spare-1", "spare-2"]);
});

test("a student takes the first free spare, and gives it back", () => {
  const workspace = testWorkspace();
  expect(takeSpare(definition, workspace, "kim")).toBe("spare-1");
  expect(takeSpare(definition, workspace, "lee", "spare-2")).toBe("spare-2");
  expect(readSeats(definition, workspace)).toEqual(
    new Map([
      ["kim", "spare-1"],
      ["lee", "spare-2"],
    ]),
  );
  expect(hostNames(definition, readSeats(definition, workspace))).toEqual(["spare-1", "spare-2"]);
  expect(() => takeSpare(definition, workspace, "kim")).toThrow("kim: no spare is free (spares: 2)");
  leaveSpare(definition, workspace, "kim");
  expect(readSeats(definition, workspace)).toEqual(new Map([["lee", "spare-2"]]));
});

test("what the class does not have is refused", () => {
  const workspace = testWorkspace();
  expect(() => takeSpare(definition, workspace, "choi")).toThrow("choi is not a student of docker-101");
  expect(() => takeSpare(definition, workspace, "kim", "spare-3")).toThrow("kim: spare-3 is not a free spare");
  expect(() => takeSpare(awsClass(), workspace, "kim")).toThrow("kim: no spare is free (spares: 0)");
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
