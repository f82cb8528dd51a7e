// The one screen that is shown before a class costs.
import { planScreen } from "../../../deploy/aws/cost";
import type { PlanReport } from "../../../aws/plan";

const report: PlanReport = {
  identity: { account: "111122223333", arn: "arn:aws:iam::111122223333:user/teacher" },
  region: "ap-northeast-2",
  image: { id: "ami-1", name: "ubuntu", architecture: "x86_64", rootGb: 8, created: "2026-11-01" },
  instanceType: { name: "t3.small", vcpus: 2, memoryMb: 2048, architectures: ["x86_64"], zones: ["ap-northeast-2a"] },
  spot: false,
  memoryMb: 640,
  quota: { code: "L-1216C47A", limit: 100, running: 4 },
  neededVcpus: 4,
  hosts: ["kim", "lee"],
  missing: ["kim", "lee"],
  keyName: "docker-class-lab-docker-101",
  price: { onDemand: 0.09, spot: 0.03, volume: 0.005, address: 0.005, source: "a test", perHour: 0.2, untilEnd: 0.8 },
  hours: 4,
  budgetUsd: 50,
  backstop: false,
  problems: [],
};

test("account, hosts, type, image, quota, key and both prices, an hour and until the end", () => {
  expect(planScreen(report).join("\n")).toMatchInlineSnapshot(`
   "Account        111122223333 (arn:aws:iam::111122223333:user/teacher), ap-northeast-2
   Hosts          2, of which 2 are to be made: kim, lee
   Type           t3.small, on demand, 2 vCPUs, offered in ap-northeast-2a
   Memory         2048 MB, of which containers take at most 640
   Image          ami-1 (x86_64)
   vCPUs          4 more are needed; 4 of 100 run
   Key pair       docker-class-lab-docker-101
   An hour        0.20 USD on demand, 0.08 USD as spot, with volumes and addresses, without traffic and tax (a test)
   Until the end  0.80 USD on demand, 0.32 USD as spot for 4.0 hours; the budget is 50.00 USD
   Ended by       each host's own timer, which anybody with sudo there can stop; target.aws.backstop adds a schedule outside it"
  `);
});

test("what is not known, and a class without an end or budget", () => {
  const { hours, budgetUsd, quota, ...rest } = report;
  expect([hours, budgetUsd, quota?.limit]).toEqual([4, 50, 100]);
  const { spot, ...price } = report.price;
  expect(spot).toBe(0.03);
  const text = planScreen({ ...rest, spot: true, price }).join("\n");
  expect(text).toContain("0.20 USD on demand, not known as spot, with volumes and addresses");
  expect(text).toContain("Until the end  the class has no end");
  expect(text).toContain("the quota of this family is not looked up");
});
