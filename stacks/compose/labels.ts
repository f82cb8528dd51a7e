// The labels that compose finds a project's containers, networks and volumes by.
import { labels, software } from "../../definition/pins";

/** Of a container: what compose (1.23.2 and v5) looks for when it lists a project's containers. */
export function containerLabels(project: string, service: string, number: number): Record<string, string> {
  return {
    [labels.composeProject]: project,
    "com.docker.compose.service": service,
    "com.docker.compose.container-number": String(number),
    "com.docker.compose.oneoff": "False",
    "com.docker.compose.config-hash": "declared-by-terraform",
    "com.docker.compose.version": software.compose1,
  };
}

/** Of a network or a volume: compose refuses one that has the project's name and not these labels. */
export function resourceLabels(project: string, kind: "network" | "volume", key: string): Record<string, string> {
  return { [labels.composeProject]: project, [`com.docker.compose.${kind}`]: key };
}
