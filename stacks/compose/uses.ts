// What a project's services take on a host, and the pages that they answer with.
import type { Endpoint, ScenarioUses } from "../../definition/scenario";
import type { ProjectService } from "./project";

type Path = readonly (string | number)[];

/** @param placeOf Where a key of compose.yaml is, for messages. */
export function usesOf(
  services: readonly ProjectService[],
  dockerfileImages: readonly string[],
  placeOf: (path: Path) => { readonly file: string; readonly line: number },
): Omit<ScenarioUses, "networks"> {
  const builds = [...new Set(services.flatMap(({ build, image }) => (build ? [image] : [])))];
  const pulled = services.flatMap(({ image }) => (builds.includes(image) ? [] : [image]));
  return {
    hostPorts: services.flatMap(({ ports }) =>
      ports.flatMap(({ external, protocol, path }) =>
        external === undefined
          ? []
          : [{ option: path.join("."), port: external, ...(protocol === "udp" && { protocol }), at: placeOf(path) }],
      ),
    ),
    containers: services.flatMap(({ containers }) => containers),
    builds,
    images: [...new Set([...pulled, ...dockerfileImages])],
    memoryMb: services.reduce((sum, { containers, memoryMb }) => sum + containers.length * memoryMb, 0),
  };
}

/** The pages that have to answer, each on the first published port of its service. */
export function endpointsOf(services: readonly ProjectService[]): Endpoint[] {
  return services.flatMap(({ name, ports, given: { "x-page": path } }) => {
    const port = ports.find(({ external }) => external !== undefined)?.external;
    return port === undefined || path === undefined ? [] : [{ name, port, path, startupSeconds: 120 }];
  });
}
