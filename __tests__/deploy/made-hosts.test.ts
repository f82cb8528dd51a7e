// Hosts on whichever cloud: each is asked for its own, and what is forgotten was seen gone by its own cloud.
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { askClouds, cloudsOf, endMadeHosts, placesIn } from "../../deploy/made-hosts";
import type { Cloud, FoundInRegion, HostsPlaces, StandingThing } from "../../deploy/targets/cloud";
import { type DeployedLab, readRecord, writeRecord } from "../../workspace/record";
import { stateFiles } from "../../workspace/state-files";
import type { Workspace } from "../../workspace/workspace";
import { FakeReporter } from "../fake-world";
import { testWorkspace } from "../lab-yaml";

/** A cloud with one host in each region that it is asked about. */
class FakeCloud implements Cloud {
  readonly hostKind = "machine";
  readonly kindInWords = (kind: string) => kind;
  readonly host = "host";
  readonly asked: HostsPlaces[] = [];
  /** What its regions still list after everything was ended. */
  left: StandingThing[] = [];

  constructor(
    readonly kind: "aws" | "hosts",
    readonly name: string,
    readonly service = name,
  ) {}

  find(_: string, __: unknown, places: HostsPlaces): ReturnType<Cloud["find"]> {
    this.asked.push(places);
    const found = places.regions.map((region): FoundInRegion => {
      const hosts = [`of-${region}`];
      return { region, hosts, alive: hosts, standing: [this.thing(region, this.hostKind)] };
    });
    return Promise.resolve({
      ...{ found, asked: places.regions, silent: [] },
      end: () =>
        Promise.resolve(found.map(({ region }) => ({ region, standing: this.left.filter((one) => one.region === region), failures: [] }))),
      spent: () => Promise.resolve(undefined),
    });
  }

  terraformEnvironment(): Promise<Record<string, string>> {
    return Promise.resolve({});
  }

  thing(region: string, kind: string): StandingThing {
    return { className: "c", region, kind, id: `${kind}-1`, detail: "" };
  }
}

// there is no second cloud yet: another kind of target stands in for one
let first: FakeCloud;
let second: FakeCloud;
jest.mock("../../deploy/targets", () => ({ clouds: () => [first, second] }));

let workspace: Workspace;
const regions = ["eu-north-1", "hosts/north"];
const lab: DeployedLab = { student: "kim", target: { kind: "aws", region: "eu-north-1" }, data: [], images: [] };

beforeEach(() => {
  first = new FakeCloud("aws", "AWS", "EC2");
  second = new FakeCloud("hosts", "Northern");
  workspace = testWorkspace("c");
  writeRecord(workspace, { ...readRecord(workspace).record, regions, labs: [lab] });
  mkdirSync(workspace.stateFolder, { recursive: true });
  for (const stack of ["hosts", "lab-kim"])
    writeFileSync(join(workspace.stateFolder, `${stack}.tfstate`), '{"version": 4, "resources": [{"type": "x"}]}');
});

const ask = (hosts?: readonly string[]) => askClouds(workspace, (kind) => placesIn(regions, kind), hosts);
const end = async (hosts?: readonly string[]) =>
  endMadeHosts(await ask(hosts), {
    ...{ className: "c", workspace, signal: new AbortController().signal, reporter: new FakeReporter(), labs: [lab] },
    ...(hosts && { hosts }),
  });
const states = () => stateFiles(workspace).map(({ stackId }) => stackId);

test("a cloud is asked about its own regions alone, and not at all where the class never was", async () => {
  await ask();
  expect([first.asked, second.asked]).toEqual([
    [{ regions: ["eu-north-1"], everywhere: false }],
    [{ regions: ["hosts/north"], everywhere: false }],
  ]);
  expect(cloudsOf(["hosts/north"]).map(({ name }) => name)).toEqual(["Northern"]);
  expect(cloudsOf(["somebody/elsewhere"])).toEqual([]);
});

test("of some hosts, a cloud without any of them has nothing", async () => {
  const found = (await ask(["of-hosts/north"])).map((one) => one.found.map(({ region }) => region));
  expect(found).toEqual([[], ["hosts/north"]]);
});

test("what no cloud lists any more is forgotten, with the state of the hosts", async () => {
  expect((await end()).map(({ cloud: { name } }) => name)).toEqual(["AWS", "Northern"]);
  expect(readRecord(workspace).record).toMatchObject({ labs: [], regions: [] });
  expect(states()).toEqual([]);
});

test("a cloud that still lists something keeps its region and the hosts' state; a lab on the other one is forgotten", async () => {
  second.left = [second.thing("hosts/north", "network")];
  await end();
  expect(readRecord(workspace).record).toMatchObject({ labs: [], regions: ["hosts/north"] });
  expect(states()).toEqual(["hosts"]);
});

test.each([
  ["its host is a thing like any other where it is not of the cloud's kind of hosts", "network", []],
  ["a lab stays known while its host stands", "machine", ["kim"]],
])("%s", async (_, kind, known) => {
  first.left = [first.thing("eu-north-1", kind)];
  await end();
  expect(readRecord(workspace).record.labs.map(({ student }) => student)).toEqual(known);
});
