// What is reported of EC2 hosts that end: whose they are, and what was seen.
import { endInAws, type FoundInEc2 } from "../../../deploy/aws/down";
import { FakeReporter } from "../../fake-world";
import { testWorkspace } from "../../lab-yaml";

jest.mock("../../../aws/ending", () => ({ endClass: () => Promise.resolve([]), endInstances: () => Promise.resolve([]) }));
jest.mock("../../../aws/standing", () => ({ standing: () => Promise.resolve([]), standingIfAny: () => Promise.resolve([]) }));
jest.mock("../../../aws/instances", () => ({
  ...jest.requireActual<object>("../../../aws/instances"),
  classInstances: () => Promise.resolve([]),
}));

const place: FoundInEc2 = { region: "eu-north-1", instances: [], hosts: ["ann", "bob"], alive: ["ann", "bob"], standing: [] };

test.each([
  [
    "of one student the rest of the class is not meant",
    ["ann"],
    "✔ What still stands of 1 host (ann) in eu-north-1, asked of EC2: nothing",
  ],
  ["of a class it is all of it", undefined, "✔ What still stands in eu-north-1, asked of EC2: nothing"],
])("%s", async (_, hosts, line) => {
  const reporter = new FakeReporter();
  await endInAws([place], {
    ...{ className: "c", workspace: testWorkspace("c"), signal: new AbortController().signal, reporter },
    ...(hosts && { hosts }),
  });
  expect(reporter.lines).toContain(line);
});
