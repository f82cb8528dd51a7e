// Target aws in stacks: EC2 hosts. Their constructs are loaded for such a class alone.
import type { TargetStacks } from "./target-stacks";

export const aws: TargetStacks<"aws"> = {
  providers: ["aws"],
  loadHosts: async () => (await import("./ec2")).makeHosts,
  lab: () => ({}),
};
