// `lab plan` of a class on EC2: what forbids it, what this machine cannot find out, and what runs that lab.yaml does not have any more.
import { dirname } from "node:path";
import type { PlanReport } from "../../../aws/plan";
import { FakeWorld } from "../../fake-world";
import { labYaml } from "../../lab-yaml";
import { lab } from "../../run-lab";

const report: PlanReport = {
  ...{ identity: { account: "111122223333", arn: "arn:aws:iam::111122223333:user/teacher" }, region: "ap-northeast-2" },
  image: { id: "ami-1", name: "ubuntu", architecture: "x86_64", rootGb: 8, created: "2026-11-01" },
  instanceType: { name: "t3.small", vcpus: 2, memoryMb: 2048, architectures: ["x86_64"], zones: ["ap-northeast-2a"] },
  ...{
    spot: false,
    memoryMb: 384,
    neededVcpus: 2,
    hosts: ["kim"],
    missing: ["kim"],
    keyName: "k",
    hours: 4,
    backstop: false,
    problems: [],
  },
  price: { onDemand: 0.09, spot: 0.03, volume: 0.005, address: 0.005, source: "a test", perHour: 0.1, untilEnd: 0.4 },
};
let problems: string[] = [];
let hosts: string[] = [];
jest.mock("../../../aws/plan", () => ({ planReport: () => Promise.resolve({ ...report, problems }) }));
jest.mock("../../../aws/terraform-credentials", () => ({ terraformCredentials: () => Promise.resolve({}) }));
jest.mock("../../../aws/instances", () => ({
  ...jest.requireActual<object>("../../../aws/instances"),
  classInstances: () => Promise.resolve(hosts.map((host) => ({ host, id: `i-${host}`, state: "running" }))),
}));

jest.setTimeout(60_000);

let world: FakeWorld;
beforeEach(() => {
  world = new FakeWorld();
  problems = [];
  hosts = [];
});
afterEach(() => {
  world.restore();
  jest.restoreAllMocks();
});

const yaml = (access: string) =>
  `name: c\nlanguage: en\ntarget: { aws: { region: ap-northeast-2, access: [${access}] } }\nlifetime: 4h\nstudents: [kim]\nscenarios: [nginx]\n`;
const plan = (access = "203.0.113.0/24", ...words: string[]) => lab(["plan", ...words], {}, dirname(labYaml(yaml(access))));

test("prints its screen and ends with 0 where lab up could go on", async () => {
  const { status, stdout, stderr } = await plan();
  expect({ status, stderr }).toEqual({ status: 0, stderr: expect.not.stringContaining("Deployed before") });
  expect(stdout).toMatch(/^Hosts +1, of which 1 is to be made: kim$/m);
});

test("what forbids it is printed below the screen, with 1", async () => {
  problems = ["budget is 0.01 USD, and the class costs about 0.40 USD until its end"];
  const { status, stdout, stderr } = await plan();
  expect(status).toBe(1);
  expect(stdout).toMatch(/^Until the end +0\.40 USD/m);
  expect(stderr).toMatch(/^budget is 0\.01 USD.*\nNothing was made$/m);
});

test("an address that cannot be found out stops it as it stops lab up, with 3", async () => {
  jest.spyOn(globalThis, "fetch").mockRejectedValue(new Error("fetch failed"));
  const { status, stdout, stderr } = await plan("me");
  expect(status).toBe(3);
  expect(stdout).toContain("Hosts          1");
  expect(stderr).toMatch(/could not be asked for your address \(fetch failed\)\nSet LAB_MY_ADDRESS/);
});

test("hosts that end because their students left the roster are named", async () => {
  hosts = ["kim", "lee"];
  const { stderr } = await plan();
  expect(stderr).toContain(
    "Deployed before, and not in lab.yaml any more:\n  1 EC2 host (lee) in ap-northeast-2, with all that is on it\n",
  );
  expect(JSON.parse((await plan(undefined, "-o", "json")).stdout)).toMatchObject({
    leaving: ["1 EC2 host (lee) in ap-northeast-2, with all that is on it"],
  });
});
