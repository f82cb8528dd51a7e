// A host is known by the construct that failed, whatever the student is called.
import { hostFailures } from "../../deploy/hosts";

const failed = (construct: string) => hostFailures([{ construct, summary: "x", detail: "" }], { explain: () => undefined });

test.each([
  ["ec2/host-kim/instance", "kim"],
  ["ec2/gate-kim/gate", "kim"],
  ["machines/gate-kim/gate", "kim"],
  ["machines/gate-kim/files", "kim"],
  ["ec2/host-gate-kim/instance", "gate-kim"],
  ["ec2/gate-gate-kim/gate", "gate-kim"],
  ["machines/gate-host-kim/gate", "host-kim"],
])("%s is %s's", (construct, name) => expect([...failed(construct).byHost.keys()]).toEqual([name]));

test.each(["ec2/network/vpc", "ec2/key", "ec2/network/host-kim/instance"])("%s is nobody's", (construct) => {
  expect(failed(construct).byHost.size).toBe(0);
  expect(failed(construct).others).toHaveLength(1);
});
