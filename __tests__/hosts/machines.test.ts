// Machines that exist: nothing of AWS, a gate each that runs again when its machine or its script changes.
import { classOf } from "../lab-yaml";
import type { Synthesized } from "../synth";
import { difference, synthHosts } from "./synth-hosts";

const machines = (lines = "") =>
  synthHosts(
    classOf(`name: docker-101
target:
  hosts:
    kim: ubuntu@10.0.0.11
    lee: { address: 10.0.0.12, user: admin, port: 2222 }
scenarios: [nginx]
${lines}`),
  );

const gate = (stack: Synthesized, name: string) => {
  const resource = stack.json.resource["terraform_data"]?.[`gate-${name}`] as {
    provisioner: { "local-exec": { environment: Record<string, string> } }[];
  };
  return resource.provisioner[0]?.["local-exec"].environment ?? {};
};

test("needs no provider", () => {
  const stack = machines();
  expect(Object.keys(stack.json.resource)).toEqual(["terraform_data"]);
  expect(stack.json["provider"]).toBeUndefined();
});

test("connects to each machine as lab.yaml says, and installs as its user", () => {
  expect(gate(machines(), "kim")).toMatchObject({
    LAB_LOGIN: "ubuntu@10.0.0.11",
    LAB_PORT: "22",
    LAB_HOST_KEY_ALIAS: "",
    LAB_INSTALL: "always",
  });
  expect(gate(machines(), "lee")).toMatchObject({
    LAB_LOGIN: "admin@10.0.0.12",
    LAB_PORT: "2222",
    LAB_INSTALL_SCRIPT: "${var.scripts_folder}/install-admin.sh",
    LAB_READINESS_SCRIPT: "${var.scripts_folder}/readiness.sh",
    LAB_SSH_CONFIG: "${var.ssh_config}",
  });
});

test("a change of a file runs no gate again: the file alone travels", () => {
  const english = machines("language: en");
  expect(difference(machines("language: ko"), english)).toEqual(["terraform_data.files-kim", "terraform_data.files-lee"]);
  const files = english.json.resource["terraform_data"]?.["files-kim"];
  expect(files?.["triggers_replace"]).toEqual({ gate: "${terraform_data.gate-kim.id}", files: expect.stringMatching(/^[0-9a-f]{64}$/) });
  const [provisioner] = (files as { provisioner: { "local-exec": { environment: Record<string, string> } }[] }).provisioner;
  expect(provisioner?.["local-exec"].environment).toMatchObject({
    LAB_LOGIN: "ubuntu@10.0.0.11",
    LAB_SSH_CONFIG: "${var.ssh_config}",
    LAB_DELIVERY: "${var.scripts_folder}/delivery",
  });
});

test("a change of the script runs every gate again, one of a machine that gate alone", () => {
  expect(difference(machines(), machines("docker: { mirror: https://mirror.example }"))).toEqual([
    "terraform_data.gate-kim",
    "terraform_data.gate-lee",
  ]);
  const moved = synthHosts(
    classOf(`name: docker-101
target: { hosts: { kim: ubuntu@10.0.0.99, lee: { address: 10.0.0.12, user: admin, port: 2222 } } }
scenarios: [nginx]
`),
  );
  expect(difference(machines(), moved)).toEqual(["terraform_data.files-kim", "terraform_data.gate-kim"]);
});
