// The construct of a class's hosts in EC2, with what only the instructor's machine knows of them.
import { Ec2Hosts } from "../hosts/ec2-hosts";
import { hostSetup } from "../hosts/host-setup";
import type { MakeHosts } from "./target-stacks";

export const makeHosts: MakeHosts<"aws"> = (scope, { definition, target, seats, gateFiles, variables }) =>
  new Ec2Hosts(scope, "ec2", {
    ...hostSetup(definition),
    ...target,
    ...{ seats, gateFiles },
    publicKey: variables.text({ kind: "class_public_key" }),
    ...(target.access.includes("me") && { myAddresses: variables.list({ kind: "my_addresses" }) }),
  });
