// What stops a class before it costs. AWS's answers are set here; the questions themselves are tried against an endpoint in e2e.
import type { AwsTarget, ClassDefinition } from "../../definition/class-definition";
import { hostNames } from "../../definition/seats";
import { classImage } from "../../aws/ami";
import { instanceTypeFacts, offeringZones } from "../../aws/instance-type";
import { callerIdentity } from "../../aws/identity";
import { classInstances } from "../../aws/instances";
import { keyPairInEc2 } from "../../aws/key-pair";
import { planReport } from "../../aws/plan";
import { hostPrice } from "../../aws/prices";
import { vcpuQuota } from "../../aws/quota";
import { awsClass } from "../hosts/synth-hosts";

jest.mock("../../aws/ami");
jest.mock("../../aws/identity");
jest.mock("../../aws/instance-type");
jest.mock("../../aws/instances");
jest.mock("../../aws/prices");
jest.mock("../../aws/quota");
jest.mock("../../aws/key-pair", () => ({ ...jest.requireActual<object>("../../aws/key-pair"), keyPairInEc2: jest.fn() }));

const now = new Date("2026-12-01T09:00:00Z");

beforeEach(() => {
  jest.mocked(callerIdentity).mockResolvedValue({ account: "111122223333", arn: "arn:aws:iam::111122223333:user/teacher" });
  jest.mocked(classImage).mockResolvedValue({ id: "ami-1", name: "ubuntu", architecture: "x86_64", rootGb: 8, created: "2026-11-01" });
  jest.mocked(instanceTypeFacts).mockResolvedValue({ vcpus: 2, memoryMb: 2048, architectures: ["x86_64"] });
  jest.mocked(offeringZones).mockResolvedValue(["ap-northeast-2a"]);
  jest.mocked(vcpuQuota).mockResolvedValue({ code: "L-1216C47A", limit: 100, running: 0 });
  jest.mocked(classInstances).mockResolvedValue([]);
  jest.mocked(keyPairInEc2).mockResolvedValue(undefined);
  jest.mocked(hostPrice).mockResolvedValue({ onDemand: 0.09, spot: 0.03, volume: 0.005, address: 0.005, source: "a test" });
});

const report = (definition: ClassDefinition) =>
  planReport(
    definition,
    definition.target as AwsTarget,
    { hosts: hostNames(definition, new Map()), publicKey: "ssh-ed25519 AAAAown lab docker-101" },
    now,
  );
const problems = async (definition: ClassDefinition) => (await report(definition)).problems;
const thirty = (...lines: string[]) => awsClass("", ["students: 30", ...lines]);

test("a class that may be made: what is there, what it needs, what it costs", async () => {
  jest.mocked(classInstances).mockResolvedValue([
    {
      className: "docker-101",
      region: "ap-northeast-2",
      host: "kim",
      id: "i-1",
      state: "running",
      type: "t3.small",
      spot: false,
      launched: now,
    },
    {
      className: "docker-101",
      region: "ap-northeast-2",
      host: "lee",
      id: "i-2",
      state: "terminated",
      type: "t3.small",
      spot: false,
      launched: now,
    },
  ]);
  const plan = await report(awsClass("spares: 1", ["students: [kim, lee]", "lifetime: 4h", "budget: 50 USD"]));
  expect(plan).toMatchObject({
    hosts: ["kim", "lee", "spare-1"],
    missing: ["lee", "spare-1"],
    neededVcpus: 4,
    hours: 4,
    budgetUsd: 50,
    keyName: "docker-class-lab-docker-101",
    problems: [],
  });
  expect(plan.price.perHour).toBeCloseTo(0.3);
  expect(plan.price.untilEnd).toBeCloseTo(1.2);
});

test("the end of a class that ends at a moment is counted from now", async () => {
  expect((await report(thirty("ends: 2026-12-01T19:00:00+09:00"))).hours).toBe(1);
});

test("over the vCPU quota", async () => {
  jest.mocked(vcpuQuota).mockResolvedValue({ code: "L-1216C47A", limit: 32, running: 4 });
  expect(await problems(thirty())).toEqual([
    "The account may run 32 on-demand vCPUs in ap-northeast-2, runs 4, and the class needs 60 more (t3.small); ask for more (Service Quotas, ec2, L-1216C47A), or take a smaller type or class",
  ]);
});

test("over the budget", async () => {
  expect(await problems(thirty("lifetime: 4h", "budget: 10 USD"))).toEqual([
    "budget is 10.00 USD, and the class costs about 12.00 USD until its end; shorten it, take fewer or smaller hosts, or raise the budget",
  ]);
});

test("with a budget and no price", async () => {
  jest.mocked(hostPrice).mockResolvedValue({ volume: 0.005, address: 0.005, source: "a test" });
  expect(await problems(thirty("lifetime: 4h", "budget: 10 USD"))).toEqual([
    expect.stringContaining("budget is 10.00 USD, and what the class costs is not known"),
  ]);
});

test("a type that the region does not offer", async () => {
  jest.mocked(offeringZones).mockResolvedValue([]);
  expect(await problems(awsClass())).toEqual([
    "target.aws.instanceType is t3.small, which ap-northeast-2 does not offer; choose another type or region",
  ]);
});

test("an image for another processor, or larger than the root volume", async () => {
  jest.mocked(classImage).mockResolvedValue({ id: "ami-1", name: "own", architecture: "arm64", rootGb: 40, created: "" });
  expect(await problems(awsClass("ami: ami-0123456789abcdef0"))).toEqual([
    "target.aws.ami is ami-0123456789abcdef0 (arm64), and t3.small is x86_64; choose one that fits the other",
    "target.aws.diskGb is 20, and the image ami-1 needs 40; set it to that or more",
  ]);
});

test("a key pair of the same name that is not this class's", async () => {
  jest.mocked(keyPairInEc2).mockResolvedValue("ssh-ed25519 AAAAother");
  expect(await problems(awsClass())).toEqual([expect.stringContaining("EC2 has a key pair docker-class-lab-docker-101 with another key")]);
  jest.mocked(keyPairInEc2).mockResolvedValue("ssh-ed25519 AAAAown");
  expect(await problems(awsClass())).toEqual([]);
});

test("an end in the past", async () => {
  expect(await problems(thirty("ends: 2026-12-01T17:00:00+09:00"))).toEqual([
    "ends is 2026-12-01T08:00:00.000Z, which is past; the hosts would end as they start",
  ]);
});
