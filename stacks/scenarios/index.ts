// The list of scenarios. A new one is its folder and one line here.
import { loadBalancer } from "./load-balancer";
import { nginx } from "./nginx";
import type { Scenario } from "./scenario";
import { wordpress } from "./wordpress";

export const scenarios: readonly Scenario[] = [nginx, loadBalancer, wordpress];
