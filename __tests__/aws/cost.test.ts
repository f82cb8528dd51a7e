// What a class has cost, also for hosts that EC2 has forgotten.
import { classCost, hourlyPrice } from "../../aws/cost";
import type { ClassInstance } from "../../aws/instances";
import { noteHosts } from "../../workspace/seen-hosts";
import { testWorkspace } from "../lab-yaml";

const price = { onDemand: 0.09, spot: 0.03, volume: 0.005, address: 0.005, source: "a test" };
const at = (hours: number) => new Date(Date.UTC(2026, 11, 1) + hours * 3_600_000);
const instance = (host: string, more: Partial<ClassInstance> = {}): ClassInstance => ({
  ...{
    className: "docker-101",
    region: "ap-northeast-2",
    host,
    id: `i-${host}`,
    state: "running",
    type: "t3.small",
    spot: false,
    launched: at(0),
  },
  ...more,
});

test("hosts that run cost until now, and those that ended until their end", () => {
  const hosts = noteHosts(testWorkspace(), undefined, [instance("kim"), instance("lee", { state: "terminated", ended: at(1) })], at(3));
  const cost = classCost(hosts, price, at(3));
  expect(cost).toMatchObject({ hosts: 2, endsUnseen: [] });
  expect(cost.hostHours).toBeCloseTo(4);
  expect(cost.usd).toBeCloseTo(0.4);
});

test("a host that EC2 has forgotten counts until its planned end, and a note says so", () => {
  const workspace = testWorkspace();
  const end = { lifetimeHours: 4 };
  noteHosts(workspace, end, [instance("kim")], at(1));
  const hosts = noteHosts(workspace, end, [], at(30));
  expect(hosts).toEqual([expect.objectContaining({ ended: at(4).toISOString(), endUnseen: true })]);
  expect(classCost(hosts, price, at(30))).toMatchObject({ hostHours: 4, endsUnseen: ["kim"] });
});

test("a host costs at least a minute", () => {
  const hosts = noteHosts(testWorkspace(), undefined, [instance("kim", { state: "terminated", ended: at(0) })], at(0));
  expect(classCost(hosts, price).hostHours).toBeCloseTo(1 / 60);
});

test("spot hosts cost their price, on demand where it is not known, and no amount is given where there is no price", () => {
  expect(hourlyPrice(price, true)).toBeCloseTo(0.04);
  const { volume, address, source } = price;
  expect(hourlyPrice({ onDemand: 0.09, volume, address, source }, true)).toBeCloseTo(0.1);
  expect(hourlyPrice({ volume, address, source }, false)).toBeUndefined();
  const hosts = noteHosts(testWorkspace(), undefined, [instance("kim")], at(1));
  expect(classCost(hosts, { volume, address, source }, at(1))).not.toHaveProperty("usd");
});
