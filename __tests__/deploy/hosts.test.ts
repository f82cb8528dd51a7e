// What Terraform says when hosts fail: the host's name, one line and the next step a person can act on.
import { hostFailures } from "../../deploy/hosts";
import { targetOf } from "../../deploy/targets";
import type { Diagnostic } from "../../terraform/diagnostic";
import { awsClass } from "../hosts/synth-hosts";
import { classOf, testWorkspace } from "../lab-yaml";

const ec2 = targetOf(awsClass(), testWorkspace());
const machines = targetOf(classOf('name: c\ntarget: { hosts: { kim: "ubuntu@10.0.0.1" } }\nscenarios: [nginx]\n'), testWorkspace("c"));

test("a gate's failure is what it said last", () => {
  const error: Diagnostic = {
    construct: "machines/gate-kim/gate",
    summary: "local-exec provisioner error",
    detail: `Error running command: exit status 1. Output: kim: installing Docker
kim: | kim: failure\tno-ssh\tanything\tthat a host may print
kim: the installation on ubuntu@10.0.0.1 failed; the lines above are the host's own
kim: next: Look at it: npx lab logs kim; then npx lab up tries again
kim: failure\tinstallation-failed\tthis machine is arm64\tLook at it: npx lab logs kim; then npx lab up tries again
`,
  };
  expect(hostFailures([error], machines)).toEqual({
    byHost: new Map([
      [
        "kim",
        {
          code: "installation-failed",
          message: "this machine is arm64",
          next: "Look at it: npx lab logs kim; then npx lab up tries again",
        },
      ],
    ]),
    others: [],
  });
});

test("of a gate that was ended before it could say why, the last that it printed is the message", () => {
  const detail = "Error running command '/c/gate.sh': signal: killed. Output: kim: looking\nkim: installing\nkim: | a line of the host's\n";
  const { byHost } = hostFailures([{ construct: "ec2/gate-kim/gate", summary: "local-exec provisioner error", detail }], ec2);
  expect(byHost.get("kim")).toEqual({
    message: "its setup was ended; the last it said is: | a line of the host's",
    next: "npx lab logs kim shows more; npx lab up tries again",
  });
});

test("a refusal of EC2 in plain words", () => {
  const error: Diagnostic = {
    construct: "ec2/host-park/instance",
    summary:
      "creating EC2 Instance: operation error EC2: RunInstances, https response error StatusCode: 400, api error InsufficientInstanceCapacity: none",
    detail: "",
  };
  expect(hostFailures([error], ec2).byHost.get("park")).toEqual({
    message: expect.stringMatching(/^EC2 has no instance of this type left/) as string,
    next: expect.stringContaining("lab seat") as string,
  });
});

test("a host that EC2 has no capacity for, and what belongs to no host", () => {
  const failures = hostFailures(
    [
      { construct: "ec2/host-lee/instance", summary: "creating EC2 Instance: InsufficientInstanceCapacity: no capacity", detail: "" },
      { summary: "Error acquiring the state lock", detail: "Lock Info: x" },
    ],
    ec2,
  );
  expect([...failures.byHost]).toEqual([["lee", { message: "creating EC2 Instance: InsufficientInstanceCapacity: no capacity" }]]);
  expect(failures.others).toEqual([
    { message: "Error acquiring the state lock: Lock Info: x", next: expect.stringContaining("wait for it") as string },
  ]);
});

test("a construct that belongs to no host is named, even where a student has its name", () => {
  const { byHost, others } = hostFailures([{ construct: "ec2/network/vpc", summary: "VpcLimitExceeded", detail: "" }], ec2);
  expect(byHost.size).toBe(0);
  expect(others).toEqual([{ message: "ec2/network/vpc: VpcLimitExceeded" }]);
});

test("what is equal for thirty hosts and belongs to none is one failure", () => {
  const equal = { construct: "ec2/network/vpc", summary: "VpcLimitExceeded", detail: "" };
  expect(
    hostFailures(
      Array.from({ length: 30 }, () => equal),
      ec2,
    ).others,
  ).toEqual([{ message: "ec2/network/vpc: VpcLimitExceeded" }]);
});
