// Students may be called anything that a name can be: their names share no scope with the stack's own constructs.
import { Testing } from "cdktf";
import { labStackId } from "../../definition/names";
import { LabStack } from "../../stacks/lab-stack";
import type { LabClass } from "../../stacks/scenarios/scenario";
import { awsClass, hostsStack } from "../hosts/synth-hosts";
import { classOf } from "../lab-yaml";
import { Synthesized } from "../synth";

const names = [
  ...["aws", "network", "key", "ubuntu", "hosts", "gates", "addresses", "ec2", "machines", "backend", "docker", "gate-script"],
  ...["x", "gate-x", "gate-gate-x", "host-x", "images", "nginx", "constructor", "spare-1", "0"],
];
const labStack = (definition: LabClass, student: string) =>
  new LabStack(Testing.app(), labStackId(student), { definition, student, engine: { host: "ssh://u@h:22" }, stateFolder: "state" });

test("on EC2", () => {
  const definition = awsClass("", [`students: [${names.map((name) => `"${name}"`).join(", ")}]`]);
  const stack = hostsStack(definition);
  const { json } = new Synthesized(stack);
  expect(Object.keys(json.resource["aws_instance"] ?? {}).sort()).toEqual(names.map((name) => `host-${name}`).sort());
  expect(Object.keys(json.resource["terraform_data"] ?? {}).sort()).toEqual(
    names.flatMap((name) => [`gate-${name}`, `files-${name}`]).sort(),
  );
  for (const name of names) {
    expect(stack.engine(name).host).toMatch(/^ssh:\/\/ubuntu@/);
    expect(new Synthesized(labStack(definition, name)).stack.node.id).toBe(`lab-${name}`);
  }
});

test("on machines", () => {
  const machines = names.map((name) => `    "${name}": ubuntu@host-of-${name}`).join("\n");
  const definition = classOf(`name: c\ntarget:\n  hosts:\n${machines}\nscenarios: [nginx]\n`);
  const stack = hostsStack(definition);
  expect(Object.keys(new Synthesized(stack).json.resource["terraform_data"] ?? {}).sort()).toEqual(
    names.flatMap((name) => [`gate-${name}`, `files-${name}`]).sort(),
  );
  for (const name of names) expect(stack.engine(name).host).toBe(`ssh://ubuntu@host-of-${name}:22`);
});

test("an IPv6 address is in brackets where Docker reads it as an address", () => {
  const definition = classOf("name: c\ntarget: { hosts: { kim: 'ubuntu@[2001:db8::1]:2222' } }\nscenarios: [nginx]\n");
  const stack = hostsStack(definition);
  expect(stack.engine("kim").host).toBe("ssh://ubuntu@[2001:db8::1]:2222");
});
