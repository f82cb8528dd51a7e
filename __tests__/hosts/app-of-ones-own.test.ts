// The constructs of hosts in an app of somebody's own: flat props, of which only those without a sensible default are required.
import { Testing, TerraformStack } from "cdktf";
import { hostsStackId } from "../../definition/names";
import { Ec2Hosts, type Ec2HostsProps, gateScripts, Machines } from "../../exports/constructs";
import { hostSetup } from "../../stacks/hosts/host-setup";
import { classOf } from "../lab-yaml";
import { Synthesized } from "../synth";
import { awsClass, difference, synthHosts } from "./synth-hosts";

const gateFiles = { sshConfig: "${var.ssh_config}", scripts: "${var.scripts_folder}" };
const { students, scenarios } = awsClass("", ["students: [kim, lee]"]);
const ec2: Ec2HostsProps = {
  ...{ className: "docker-101", students, scenarios, gateFiles },
  ...{ region: "ap-northeast-2", access: ["203.0.113.0/24"], publicKey: "${var.class_public_key}" },
};

const stackWith = (make: (stack: TerraformStack) => unknown) => {
  const stack = new TerraformStack(Testing.app(), hostsStackId);
  make(stack);
  return new Synthesized(stack);
};

test("hosts in EC2 with the required props alone are those of a lab.yaml with the required keys alone", () => {
  const own = stackWith((stack) => new Ec2Hosts(stack, "ec2", ec2));
  expect(difference(own, synthHosts(awsClass("", ["students: [kim, lee]", "language: en"])))).toEqual([]);
  expect(own.json.resource["aws_instance"]).toHaveProperty("host-kim");
});

test("what is set is used", () => {
  const own = stackWith(
    (stack) =>
      new Ec2Hosts(stack, "ec2", {
        ...ec2,
        ...{ spares: 1, diskGb: 30, spot: true, wait: false, owner: "ops", end: { lifetimeHours: 4 }, backstop: true, pages: true },
      }),
  );
  const lines = ["students: [kim, lee]", "language: en", "lifetime: 4h"];
  const yaml = awsClass("spares: 1, diskGb: 30, spot: true, wait: false, owner: ops, backstop: true, pages: true", lines);
  expect(difference(own, synthHosts(yaml))).toEqual([]);
});

test("a backstop without an end is refused", () => {
  expect(() => stackWith((stack) => new Ec2Hosts(stack, "ec2", { ...ec2, backstop: true }))).toThrow(
    "backstop is true: it is the second line of an end; set end too",
  );
});

test("machines that exist", () => {
  const definition = classOf("name: docker-101\nlanguage: en\ntarget: { hosts: { kim: root@10.0.0.1 } }\nscenarios: [nginx]\n");
  const machines = new Map([["kim", { address: "10.0.0.1", user: "root", port: 22 }]]);
  const { className, students: kim, scenarios: nginx } = hostSetup(definition);
  const props = { className, students: kim, scenarios: nginx, gateFiles };
  const own = stackWith((stack) => new Machines(stack, "machines", { ...props, machines }));
  expect(difference(own, synthHosts(definition))).toEqual([]);
  expect(() => stackWith((stack) => new Machines(stack, "machines", { ...props, machines: new Map() }))).toThrow(
    "machines has none for kim",
  );
});

test("the scripts of gates install as the login's user, and leave passwords of existing machines alone", () => {
  const setup = { className: "docker-101", students, scenarios };
  const [made, found] = [gateScripts(setup), gateScripts({ ...setup, machines: new Map([["kim", { user: "root" }]]) })];
  expect(Object.keys(made)).toContain("install-ubuntu.sh");
  expect(Object.keys(found)).toContain("install-root.sh");
  expect(made["keys-kim.sh"]).toContain("sshd_config.d");
  expect(found["keys-kim.sh"]).not.toContain("sshd_config.d");
});
