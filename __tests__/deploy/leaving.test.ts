// What lab.yaml does not have any more and still stands in EC2: nothing is made beside it unasked.
import { join } from "node:path";
import type { FoundInRegion } from "../../deploy/down-aws";
import { takeLeavingAway } from "../../deploy/leaving";
import type { Session } from "../../deploy/session";
import { readRecord, writeRecord } from "../../workspace/record";
import { Workspace } from "../../workspace/workspace";
import { FakeReporter } from "../fake-world";
import { classOf, testFolder } from "../lab-yaml";

const found: FoundInRegion[] = [];
jest.mock("../../deploy/down-aws", () => ({
  ...jest.requireActual<object>("../../deploy/down-aws"),
  findInAws: () => Promise.resolve({ found, asked: ["ap-northeast-2"], silent: [] }),
}));

const region = "ap-northeast-2";
const onEc2 = "target: { aws: { region: ap-northeast-2, access: [203.0.113.0/24] } }\nlifetime: 1h\n";

/** A class whose name was `before` when it was deployed to EC2, and a person who answers no. */
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

const takeAway = ({ session }: { session: Session }) => takeLeavingAway(session, readRecord(session.workspace).record);

beforeEach(() => {
  found.length = 0;
});

test("hosts of the name of before run: without their end nothing is made", async () => {
  found.push({ region, instances: [], alive: ["kim", "lee"], standing: [] });
  const renamedClass = renamed(onEc2);
  await expect(takeAway(renamedClass)).rejects.toThrow("Nothing was changed: the hosts in EC2 go first");
  expect(renamedClass.reporter.notes.join()).toContain("2 hosts (kim, lee)");
  expect(renamedClass.reporter.questions).toHaveLength(1);
});

test("where only a network is left of it, or the class is elsewhere now, it stays on record", async () => {
  found.push({ region, instances: [], alive: [], standing: [] });
  const network = renamed(onEc2);
  expect(await takeAway(network)).toEqual([]);
  expect(readRecord(network.former).record.regions).toEqual([region]);
  found[0] = { region, instances: [], alive: ["kim"], standing: [] };
  const local = renamed("");
  expect(await takeAway(local)).toEqual([]);
  expect(local.reporter.notes.at(-1)).toContain("npx lab down takes them away");
});
