// Rules over the whole class: what no single key can see. Used when lab.yaml is read and again when a stack is synthesized.
import { isIPv4 } from "node:net";
import type { ClassDefinition } from "./class-definition";
import type { Finding } from "./errors";
import { software } from "./pins";
import type { ScenarioUse, ScenarioUses } from "./scenario";

/** Docker gives its networks addresses of these blocks (moby's default address pools). */
const dockerPools = ["172.16.0.0/12"];

/** Every broken rule of a class, in the order of the file. */
export function classRules(definition: ClassDefinition): Finding[] {
  return [
    ...scenarioRules(definition.scenarios),
    ...studentRules(definition),
    ...endRules(definition),
    ...(definition.target.kind === "aws" ? awsRules(definition) : []),
  ];
}

/** Two scenarios with one name, host port, container name or network. A scenario that is only `ready` takes nothing. */
export function scenarioRules(scenarios: readonly ScenarioUse[]): Finding[] {
  const findings: Finding[] = [];
  scenarios.forEach(({ spec }, at) => {
    const first = scenarios.findIndex((other) => other.spec.name === spec.name);
    if (first < at)
      findings.push({ path: ["scenarios", at], value: spec.name, message: `is there twice (entry ${first + 1} is the first); remove one` });
  });
  const running = scenarios.map((use, at) => ({ use, at, uses: use.spec.uses(use.options) })).filter(({ use }) => use.state === "running");
  const ports = new Map<number, string>();
  for (const { use, at, uses } of running) {
    for (const { option, port } of uses.hostPorts) {
      const holder = ports.get(port);
      const path = ["scenarios", at, use.spec.name, option];
      if (holder === undefined) ports.set(port, `${use.spec.name}.${option}`);
      else findings.push({ path, value: port, message: `is the host port of ${holder} too; give one of them another port` });
    }
  }
  findings.push(...twice(running, "containers", "container"), ...twice(running, "networks", "network"));
  return findings;
}

function twice(running: { use: ScenarioUse; at: number; uses: ScenarioUses }[], kind: "containers" | "networks", word: string): Finding[] {
  const holders = new Map<string, string>();
  return running.flatMap(({ use, at, uses }) =>
    uses[kind].flatMap((name) => {
      const holder = holders.get(name);
      holders.set(name, use.spec.name);
      if (holder === undefined || holder === use.spec.name) return [];
      return [
        {
          path: ["scenarios", at],
          value: use.spec.name,
          message: `makes the ${word} ${name}, which ${holder} makes too; run one of them as state: ready`,
        },
      ];
    }),
  );
}

function studentRules({ target, students }: ClassDefinition): Finding[] {
  const findings: Finding[] = [];
  students.forEach(({ name }, at) => {
    const first = students.findIndex((other) => other.name === name);
    if (first < at)
      findings.push({
        path: ["students", at],
        value: name,
        message: `is there twice (student ${first + 1} is the first); every student needs a name of their own`,
      });
  });
  if (target.kind === "local" && students.length > 1) {
    findings.push({
      path: ["students"],
      value: students.length,
      message: "are too many for target local, which is one Engine for one student; use target hosts or aws for a class",
    });
  }
  if (target.kind === "hosts") {
    const names = new Set(students.map(({ name }) => name));
    for (const { name } of students) {
      if (!Object.hasOwn(target.machines, name))
        findings.push({ path: ["students"], value: name, message: "has no machine in target.hosts; add one or take the student out" });
    }
    for (const name of Object.keys(target.machines)) {
      if (!names.has(name))
        findings.push({ path: ["target", "hosts", name], message: "is not one of the students; add the student or take the machine out" });
    }
  }
  return findings;
}

function endRules({ target, end }: ClassDefinition): Finding[] {
  if (end === undefined || target.kind === "aws") return [];
  const key = "ends" in end ? "ends" : "lifetime";
  return [{ path: [key], message: `is for target aws only: machines that the class did not create are never switched off; take it out` }];
}

function awsRules({ target, docker, end }: ClassDefinition): Finding[] {
  if (target.kind !== "aws") return [];
  const findings: Finding[] = [];
  const at = (...path: (string | number)[]) => ["target", "aws", ...path];
  if (target.backstop && !end)
    findings.push({ path: at("backstop"), value: true, message: "is the second line of an end; set ends or lifetime too, or take it out" });
  target.access.forEach((block, index) => {
    if (block.endsWith("/0") && !target.openToTheWorld) {
      findings.push({
        path: at("access", index),
        value: block,
        message: "is the whole internet; name your classroom's addresses (me is your own), or set openToTheWorld: true",
      });
    }
  });
  for (const pool of dockerPools) {
    if (overlap(target.vpcCidr, pool))
      findings.push({
        path: at("vpcCidr"),
        value: target.vpcCidr,
        message: `overlaps ${pool}, which Docker gives to its networks; use one such as 10.77.0.0/16`,
      });
  }
  const prefix = Number(target.vpcCidr.split("/")[1]);
  if (prefix < 16 || prefix > 24)
    findings.push({
      path: at("vpcCidr"),
      value: target.vpcCidr,
      message: "must be between a /16 (EC2's largest VPC) and a /24 (room for 300 hosts in four subnets is a /22)",
    });
  if (docker.install === "documented" && isArm(target.instanceType)) {
    findings.push({
      path: at("instanceType"),
      value: target.instanceType,
      message: `is arm64, and docker.install documented is amd64 only; use install: current, or a type such as t3.small`,
    });
  }
  if (docker.install === "none")
    findings.push({
      path: ["docker", "install"],
      value: "none",
      message: `leaves a new EC2 host without Docker; it must be documented or current (Ubuntu ${software.ubuntu.release})`,
    });
  return findings;
}

/** Graviton families: a digit, then a g among the attributes (t4g, c7gn, m8gd); also a1. */
export function isArm(instanceType: string): boolean {
  const family = instanceType.split(".")[0] ?? "";
  return family === "a1" || /^[a-z]+\d+[a-z]*g/.test(family);
}

/** Whether two IPv4 blocks share an address. */
export function overlap(left: string, right: string): boolean {
  const [a, b] = [range(left), range(right)];
  return a.first <= b.last && b.first <= a.last;
}

function range(block: string): { first: number; last: number } {
  const [address = "", prefix = "32"] = block.split("/");
  if (!isIPv4(address)) return { first: -1, last: -2 };
  const number = address.split(".").reduce((sum, part) => sum * 256 + Number(part), 0);
  const size = 2 ** (32 - Number(prefix));
  const first = Math.floor(number / size) * size;
  return { first, last: first + size - 1 };
}
