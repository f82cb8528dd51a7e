// Paths of what a class has in EC2 in its stack: constructs are made under these ids, and found by them when a lost state is made good.
import { endId } from "../../definition/host-ids";

export const classPaths = {
  vpc: "ec2/network/vpc",
  defaultGroup: "ec2/network/default-group",
  gateway: "ec2/network/gateway",
  routes: "ec2/network/routes",
  route: "ec2/network/route",
  subnet: (at: number) => `ec2/network/subnet-${at}`,
  association: (at: number) => `ec2/network/association-${at}`,
  group: "ec2/network/group",
  key: "ec2/key",
  scheduleGroup: "ec2/backstop/group",
  role: "ec2/backstop/role",
  policy: "ec2/backstop/policy",
  schedule: (host: string) => `ec2/backstop/${endId(host)}`,
} as const;

/** Value of a subnet's Name tag. */
export function subnetName(className: string, at: number): string {
  return `${className}-${at}`;
}

/** Name of the policy that a backstop's role has. */
export const endPolicyName = "end";
