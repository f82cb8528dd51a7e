// The construct of machines that exist.
import { hostSetup } from "../hosts/host-setup";
import { Machines } from "../hosts/machines";
import type { MakeHosts } from "./target-stacks";

export const makeHosts: MakeHosts<"hosts"> = (scope, { definition, target: { machines }, gateFiles }) =>
  new Machines(scope, "machines", { ...hostSetup(definition), machines, gateFiles });
