// Target hosts in stacks: nothing is made, each machine gets Docker and passes a gate.
import type { TargetStacks } from "./target-stacks";

export const hosts: TargetStacks<"hosts"> = {
  providers: [],
  loadHosts: async () => (await import("./machines")).makeHosts,
  lab: () => ({}),
};
