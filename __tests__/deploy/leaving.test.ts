// What lab.yaml no longer has and is still in EC2: nothing is created beside it without asking.
import { join } from "node:path";
import type { ClassInstance } from "../../aws/instances";
import { MachineError } from "../../definition/errors";
import type { FoundInEc2 } from "../../deploy/aws/down";
import { leavingLines, leavingNote, removeLeaving } from "../../deploy/leaving";
import type { Session } from "../../deploy/session";
import { targetOf } from "../../deploy/targets";
import { readRecord, writeRecord } from "../../workspace/record";
import { Workspace } from "../../workspace/workspace";
import { FakeReporter } from "../fake-world";
import { classOf, testFolder } from "../lab-yaml";

const found: FoundInEc2[] = [];
jest.mock("../../deploy/aws/down", () => ({
  ...jest.requireActual<object>("../../deploy/aws/down"),
  findInAws: () => Promise.resolve({ found, asked: ["ap-northeast-2"], silent: [] }),
}));

const running = new Map<string, ClassInstance[]>();
let refusal: Error | undefined;
jest.mock("../../aws/instances", () => ({
  ...jest.requireActual<object>("../../aws/instances"),
  classInstances: (asked: string) => (refusal ? Promise.reject(refusal) : Promise.resolve(running.get(asked) ?? [])),
}));

const region = "ap-northeast-2";
const instance = (host: string, where: string): ClassInstance => ({
  ...{ className: "c", region: where, host, id: `i-${host}`, state: "running", type: "t3.small", spot: false, launched: new Date() },
});
const onEc2 = "target: { aws: { region: ap-northeast-2, access: [203.0.113.0/24] } }\nlifetime: 1h\n";

/** A class that had the name `before` when it was deployed to EC2, and a person who answers no. */
function renamed(target: string): { session: Session; former: Workspace; reporter: FakeReporter } {
  const folder = testFolder();
  const workspaceOf = (name: string) => new Workspace(name, join(folder, ".lab"), join(folder, "lab.yaml"));
  const [workspace, former] = [workspaceOf("c"), workspaceOf("before")];
  const { labFile } = workspace;
  writeRecord(former, { ...readRecord(former).record, regions: [region], ...(labFile !== undefined && { labFile }) });
  const definition = classOf(`name: c\n${target}students: [kim]\nscenarios: [nginx]\n`);
  const reporter = new FakeReporter(false);
  return { former, reporter, session: { definition, chosen: definition, workspace, reporter, signal: new AbortController().signal } };
}

const remove = ({ session }: { session: Session }) => removeLeaving(session, readRecord(session.workspace).record);

beforeEach(() => {
  found.length = 0;
  running.clear();
  refusal = undefined;
});

describe("what is reported of a class on EC2 without a change", () => {
  const other = "eu-north-1";

  test("hosts of another region, and students who left the roster, are named as lab up names them", async () => {
    const { session } = renamed(onEc2);
    writeRecord(session.workspace, { ...readRecord(session.workspace).record, regions: [region, other] });
    found.push({ region: other, instances: [], hosts: [], alive: ["kim"], standing: [] });
    running.set(region, [instance("kim", region), instance("lee", region), { ...instance("park", region), state: "terminated" }]);
    const lines = await leavingLines(session);
    expect(lines).toEqual([
      "1 EC2 host (kim) in eu-north-1, with all that is on it",
      "class before, as it was called before: 1 EC2 host (kim) in eu-north-1, with all that is on it",
      "1 EC2 host (lee) in ap-northeast-2, with all that is on it",
    ]);
    expect(leavingNote(lines)).toMatch(/^Deployed before, and not in lab\.yaml any more:\n {2}1 EC2 host .*\n.*\n.*\n {2}npx lab up asks/);
  });

  test("where AWS does not answer, that is a line", async () => {
    refusal = new MachineError("No AWS credentials were found", "Set AWS_PROFILE");
    expect(await leavingLines(renamed(onEc2).session)).toEqual(["what of it is in AWS is not known: No AWS credentials were found"]);
  });

  test("a student whose host runs in the former region has one, and lab up does not simply create another", async () => {
    const { session } = renamed(onEc2);
    const { definition, workspace } = session;
    expect(await targetOf(definition, workspace).absent("kim")).toBeUndefined();
    writeRecord(workspace, { ...readRecord(workspace).record, regions: [region, other] });
    running.set(other, [instance("kim", other)]);
    expect(await targetOf(definition, workspace).absent("kim")).toEqual({
      message: "its host i-kim is in eu-north-1, and target.aws.region is ap-northeast-2",
      next: "npx lab up ends it and makes one in the new region, after asking; or set the region back",
    });
  });
});

test("a region in which nothing is left is not asked about", async () => {
  const { session, former, reporter } = renamed("");
  expect(await removeLeaving(session, readRecord(session.workspace).record)).toEqual([]);
  expect({ questions: reporter.questions, notes: reporter.notes }).toEqual({ questions: [], notes: [] });
  expect(readRecord(former).record.regions).toEqual([]);
});

test("hosts of the former name run: nothing is created before they are ended", async () => {
  found.push({ region, instances: [], hosts: [], alive: ["kim", "lee"], standing: [] });
  const renamedClass = renamed(onEc2);
  await expect(remove(renamedClass)).rejects.toThrow("Nothing was changed: the hosts in EC2 go first");
  expect(renamedClass.reporter.notes.join()).toContain("2 hosts (kim, lee)");
  expect(renamedClass.reporter.questions).toHaveLength(1);
});

test("where only a network is left of it, or the class is elsewhere now, it stays on record", async () => {
  found.push({ region, instances: [], hosts: [], alive: [], standing: [] });
  const network = renamed(onEc2);
  expect(await remove(network)).toEqual([]);
  expect(readRecord(network.former).record.regions).toEqual([region]);
  found[0] = { region, instances: [], hosts: [], alive: ["kim"], standing: [] };
  const local = renamed("");
  expect(await remove(local)).toEqual([]);
  expect(local.reporter.notes.at(-1)).toContain("npx lab down removes them");
});
