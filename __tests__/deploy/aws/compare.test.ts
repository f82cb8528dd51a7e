// What EC2 lists of a class beside what Terraform's state holds.
import type { ClassInstance } from "../../../aws/instances";
import type { ClassNetwork } from "../../../aws/network";
import { compare, type Truth } from "../../../deploy/aws/compare";
import type { StateResource } from "../../../workspace/state-resources";

const at = (minute: number) => new Date(Date.UTC(2026, 11, 1, 9, minute));
const instance = (host: string, id: string, more: Partial<ClassInstance> = {}): ClassInstance => ({
  ...{ className: "docker-101", region: "ap-northeast-2", host, id, state: "running", type: "t3.small", spot: false },
  ...{ launched: at(0), vpcId: "vpc-1" },
  ...more,
});
const held = (host: string, id: string, tainted = false): StateResource => ({
  ...{ address: `aws_instance.host-${host}`, type: "aws_instance", id, tainted, attributes: {} },
});
const network: ClassNetwork = {
  ...{ vpcId: "vpc-1", defaultGroupId: "sg-0", groupId: "sg-1", gatewayId: "igw-1", routeTableId: "rtb-1", hasRoute: true },
  subnets: new Map([["docker-101-0", { id: "subnet-0", associated: true }]]),
};
const compared = (truth: Partial<Truth>) =>
  compare({
    ...{ className: "docker-101", hosts: ["kim", "lee"], state: [], alive: [], networks: [network] },
    addressOf: (host) => `aws_instance.host-${host}`,
    ...truth,
  });
const ids = (instances: readonly ClassInstance[]) => instances.map(({ id }) => id);

test("what the state knows and EC2 has needs nothing", () => {
  const { takeIn, forget, untaint, stopped, end } = compared({ state: [held("kim", "i-1")], alive: [instance("kim", "i-1")] });
  expect([takeIn, forget, untaint, stopped, end]).toEqual([[], [], [], [], []]);
});

test("what the state lacks is imported, the network too, with the ids that Terraform's imports take", () => {
  const { takeIn, network: parts } = compared({ alive: [instance("kim", "i-1")] });
  expect(ids(takeIn)).toEqual(["i-1"]);
  expect(parts).toEqual([
    { path: "ec2/network/vpc", id: "vpc-1" },
    { path: "ec2/network/default-group", id: "sg-0" },
    { path: "ec2/network/group", id: "sg-1" },
    { path: "ec2/network/gateway", id: "igw-1" },
    { path: "ec2/network/routes", id: "rtb-1" },
    { path: "ec2/network/route", id: "rtb-1_0.0.0.0/0" },
    { path: "ec2/network/subnet-0", id: "subnet-0" },
    { path: "ec2/network/association-0", id: "subnet-0/rtb-1" },
  ]);
});

test("an instance that the state knows and EC2 does not have gives way to the one that runs", () => {
  const { takeIn, forget } = compared({ state: [held("kim", "i-gone")], alive: [instance("kim", "i-new")] });
  expect([ids(takeIn), forget]).toEqual([["i-new"], ["aws_instance.host-kim"]]);
});

test("of two, the one that the state knows stays, else the newest that runs", () => {
  const both = [instance("kim", "i-old"), instance("kim", "i-new", { launched: at(5) })];
  const known = compared({ state: [held("kim", "i-old")], alive: both });
  expect([ids(known.takeIn), known.end.map(({ instance: { id } }) => id)]).toEqual([[], ["i-new"]]);
  const unknown = compared({ alive: [...both, instance("kim", "i-stopped", { state: "stopped", launched: at(9) })] });
  expect(ids(unknown.takeIn)).toEqual(["i-new"]);
  expect(unknown.end.map(({ instance: { id }, why }) => [id, why])).toEqual([
    ["i-old", "kim has another instance, i-new"],
    ["i-stopped", "kim has another instance, i-new"],
  ]);
});

test("what lab.yaml does not have, or what is in another network, cannot be imported", () => {
  const { takeIn, end } = compared({
    alive: [instance("choi", "i-1"), instance("kim", "i-2", { vpcId: "vpc-2" }), instance("lee", "i-3")],
  });
  expect(ids(takeIn)).toEqual(["i-3"]);
  expect(end.map(({ instance: { id }, why }) => [id, why])).toEqual([
    ["i-2", "it is in another network than the class"],
    ["i-1", "lab.yaml has no choi"],
  ]);
});

test("a student who left is left to the plan, which ends the host that the state knows", () => {
  const { takeIn, end } = compared({ state: [held("choi", "i-1")], alive: [instance("choi", "i-1")] });
  expect([takeIn, end]).toEqual([[], []]);
});

test("a host whose creation was cut short stays; one that is stopped is to be started", () => {
  const { untaint, stopped } = compared({
    state: [held("kim", "i-1", true), held("lee", "i-2")],
    alive: [instance("kim", "i-1"), instance("lee", "i-2", { state: "stopped" })],
  });
  expect([untaint, ids(stopped)]).toEqual([["aws_instance.host-kim"], ["i-2"]]);
});

test("an instance that lost its tags is known by the state", () => {
  const { takeIn, end } = compared({ state: [held("kim", "i-1")], alive: [instance("", "i-1", { className: "" })] });
  expect([takeIn, end]).toEqual([[], []]);
});

test("of two networks the state's counts, else the one with most hosts", () => {
  const other = { ...network, vpcId: "vpc-2" };
  const alive = [instance("kim", "i-1", { vpcId: "vpc-2" })];
  expect(compared({ networks: [network, other], alive }).network[0]).toEqual({ path: "ec2/network/vpc", id: "vpc-2" });
  const vpc = { address: "aws_vpc.v", type: "aws_vpc", id: "vpc-1", tainted: false, attributes: {} };
  expect(compared({ networks: [network, other], alive, state: [vpc] }).network[0]).toEqual({ path: "ec2/network/vpc", id: "vpc-1" });
});

test("hosts that were not chosen are neither imported, started nor ended", () => {
  const alive = [instance("kim", "i-1"), instance("lee", "i-2", { state: "stopped" }), instance("lee", "i-3"), instance("gone", "i-4")];
  const { takeIn, stopped, end, forget, untaint } = compared({ alive, meant: ["kim"], state: [held("lee", "i-2", true)] });
  expect([ids(takeIn), stopped, end, forget, untaint]).toEqual([["i-1"], [], [], [], []]);
});
