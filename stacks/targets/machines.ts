// The construct of machines that exist.
import { Machines } from "../hosts/machines";
import type { MakeHosts } from "./target-stacks";

export const makeHosts: MakeHosts<"hosts"> = (scope, { definition, target, gateFiles }) =>
  new Machines(scope, "machines", { definition, target, gateFiles });
