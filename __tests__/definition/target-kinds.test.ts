// Kinds of target: their facts.
import type { Target } from "../../definition/class-definition";
import { isRegionOf, isThisMachine, machinesOf, makesHosts, passwordsFrom, regionOf, sparesOn, userOf } from "../../definition/targets";
import { classOf } from "../lab-yaml";

const targets = {
  local: "local",
  hosts: "{ hosts: { kim: root@10.0.0.1 } }",
  aws: "{ aws: { region: ap-northeast-2, access: [203.0.113.0/24], spares: 2 } }",
};
const targetOf = (kind: keyof typeof targets): Target => classOf(`name: c\ntarget: ${targets[kind]}\nscenarios: [nginx]\n`).target;

test.each([
  ["local", { here: true, made: false, spares: [], region: undefined, passwords: undefined, machines: [], user: "ubuntu" }],
  ["hosts", { here: false, made: false, spares: [], region: undefined, passwords: undefined, machines: ["kim"], user: "root" }],
  [
    "aws",
    {
      ...{ here: false, made: true, region: "ap-northeast-2", machines: [], user: "ubuntu" },
      ...{ spares: ["spare-1", "spare-2"], passwords: ["203.0.113.0/24"] },
    },
  ],
] as const)("the facts of target %s", (kind, facts) => {
  const target = targetOf(kind);
  expect({
    ...{ here: isThisMachine(target), made: makesHosts(target), spares: sparesOn(target), region: regionOf(target) },
    ...{ passwords: passwordsFrom(target), machines: [...machinesOf(target).keys()], user: userOf(target, "kim") },
  }).toEqual(facts);
});

test("a region says of which kind of target it is: one of AWS by its name alone, another after the kind", () => {
  expect(regionOf({ kind: "aws", region: "eu-north-1" })).toBe("eu-north-1");
  expect(isRegionOf("aws", "eu-north-1")).toBe(true);
  expect(isRegionOf("hosts", "eu-north-1")).toBe(false);
  expect(isRegionOf("aws", "hosts/eu-north-1")).toBe(false);
  expect(isRegionOf("hosts", "hosts/eu-north-1")).toBe(true);
});
