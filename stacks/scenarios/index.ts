// The list of scenarios, in the course's order. A new one is its folder and one line here.
import { daemon } from "./daemon";
import { imageLayers } from "./image-layers";
import { loadBalancer } from "./load-balancer";
import { networks } from "./networks";
import { nginx } from "./nginx";
import { processes } from "./processes";
import { reverseProxy } from "./reverse-proxy";
import type { Scenario } from "./scenario";
import { volumes } from "./volumes";
import { wordpress } from "./wordpress";

export const scenarios: readonly Scenario[] = [
  daemon,
  processes,
  nginx,
  imageLayers,
  networks,
  loadBalancer,
  wordpress,
  volumes,
  reverseProxy,
];
