// The lines that show what an apply is at: a person reads what it is and whose host, never a path or an address of Terraform's.
import { hostsProgress, labProgress } from "../../deploy/progress";
import type { ApplyStep, Change } from "../../terraform/run";

const at = (change: Partial<Change>, seconds = 0): ApplyStep => ({
  kind: "resource",
  seconds,
  change: { action: "create", address: "", type: "terraform_data", construct: "", config: {}, ...change },
});

test.each([
  [at({ construct: "machines/gate-kim/gate" }), "kim's host: waiting until it is ready"],
  [at({ construct: "machines/gate-kim/files" }), "kim's host: bringing its exercise files"],
  [at({ construct: "ec2/host-kim/instance", type: "aws_instance" }), "kim's host: making instance"],
  [at({ construct: "ec2/host-kim/instance", type: "aws_instance" }, 30), "kim's host: making instance (30 s)"],
  [at({ construct: "ec2/host-kim/instance", type: "aws_instance" }, 20), undefined],
  [at({ construct: "ec2/backstop/end-kim", type: "aws_scheduler_schedule" }), "kim's host: making scheduler schedule"],
  [
    at({ construct: "instance aws_instance.host-kim", address: "aws_instance.host-kim", type: "aws_instance", action: "delete" }),
    "kim's host: removing instance",
  ],
  [at({ construct: "ec2/network/gateway", type: "aws_internet_gateway" }), "making internet gateway"],
  // the first word about a gate that goes; it is nothing on any host
  [at({ construct: "terraform_data terraform_data.gate-kim", address: "terraform_data.gate-kim", action: "delete" }), undefined],
  [at({ construct: "machines/gate-kim/gate" }, 30), undefined],
  [
    { kind: "line", text: "kim: waiting for the installation (30 s): installing Docker\u001b[2J" },
    "kim: waiting for the installation (30 s): installing Docker",
  ],
  // a person has read it on the lines before
  [{ kind: "line", text: "kim: failure\tno-ssh\tssh does not answer\tTry it by hand" }, undefined],
] as const)("of hosts: %j", (step, line) => {
  expect(hostsProgress(step)).toBe(line);
});

test.each([
  [at({ type: "docker_container", construct: "nginx/nginx", config: { name: "nginx" } }), "making container nginx"],
  [
    at({ type: "docker_image", construct: "images/image-nginx:1.30", config: { name: "nginx:1.30" } }, 61),
    "making image nginx:1.30 (61 s)",
  ],
  [at({ type: "docker_network", action: "delete", config: { name: "practice_default" } }), "removing network practice_default"],
  [at({ type: "docker_volume", config: { name: "${var.name}" } }), "making volume"],
  [at({ construct: "nginx/nginx-8081/settings" }), undefined],
  [
    at({ construct: "terraform_data terraform_data.nginx_settings_9A", address: "terraform_data.nginx_settings_9A", action: "delete" }),
    undefined,
  ],
] as const)("of a lab: %j", (step, line) => {
  expect(labProgress(step)).toBe(line);
});
