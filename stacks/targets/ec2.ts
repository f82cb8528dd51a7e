// The construct of a class's hosts in EC2, with what only the instructor's machine knows of them.
import { Ec2Hosts } from "../hosts/ec2-hosts";
import type { MakeHosts } from "./target-stacks";

export const makeHosts: MakeHosts<"aws"> = (scope, { variables, ...props }) =>
  new Ec2Hosts(scope, "ec2", {
    ...props,
    publicKey: variables.text({ kind: "class_public_key" }),
    ...(props.target.access.includes("me") && { myAddresses: variables.list({ kind: "my_addresses" }) }),
  });
