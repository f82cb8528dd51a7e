// The hosts stack of a class, synthesized for tests.
import { Testing } from "cdktf";
import { hostsStackId } from "../../definition/names";
import type { Seats } from "../../definition/seats";
import { HostsStack } from "../../stacks/hosts-stack";
import { makeHosts as makeEc2Hosts } from "../../stacks/targets/ec2";
import { makeHosts as makeMachines } from "../../stacks/targets/machines";
import type { LabClass } from "../../stacks/scenarios/scenario";
import { classOf } from "../lab-yaml";
import { Synthesized } from "../synth";

/** A class on EC2: keys of target.aws in YAML's flow style, and other lines of lab.yaml. */
export function awsClass(aws = "", lines: readonly string[] = ["students: [kim, lee]"]): LabClass {
  const access = aws.includes("access:") ? "" : "access: [203.0.113.0/24], ";
  return classOf(
    [
      "name: docker-101",
      `target: { aws: { region: ap-northeast-2, ${access}${aws} } }`,
      "scenarios: [nginx, wordpress, load-balancer]",
      ...lines,
    ].join("\n"),
  );
}

export function hostsStack(definition: LabClass, seats: Seats = new Map()): HostsStack {
  const { target } = definition;
  const props = { definition, seats };
  return new HostsStack(Testing.app(), hostsStackId, {
    definition,
    stateFolder: "../../../.lab/docker-101/state",
    providers: target.kind === "aws" ? ["aws"] : [],
    makeHosts: (stack, gateFiles) => {
      const { variables } = stack;
      if (target.kind === "aws") return makeEc2Hosts(stack, { ...props, target, gateFiles, variables });
      if (target.kind === "hosts") return makeMachines(stack, { ...props, target, gateFiles, variables });
      throw new Error("target local has no hosts stack");
    },
  });
}

export function synthHosts(definition: LabClass, seats: Seats = new Map()): Synthesized {
  return new Synthesized(hostsStack(definition, seats));
}

type Resources = Record<string, Record<string, unknown>>;

/** Addresses of the resources that differ between two stacks. */
export function difference(left: Synthesized, right: Synthesized): string[] {
  const flat = ({ json }: Synthesized) =>
    new Map(
      Object.entries(json.resource as Resources).flatMap(([type, resources]) =>
        Object.entries(resources).map(([name, resource]) => [`${type}.${name}`, JSON.stringify(resource)] as const),
      ),
    );
  const [a, b] = [flat(left), flat(right)];
  return [...new Set([...a.keys(), ...b.keys()])].filter((address) => a.get(address) !== b.get(address)).sort();
}
