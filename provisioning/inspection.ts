// The script that asks an Engine what is on it, the meaning of its exit statuses, and what a line of an Engine's may be.
import { parseJson } from "../definition/json";

// not .State as a whole: it holds what a container's health checks printed
const container = `{"id":{{json .Id}},"name":{{json .Name}},"image":{{json .Image}},"state":{"Status":{{json .State.Status}}},"labels":{{json .Config.Labels}},"ports":{{json .HostConfig.PortBindings}},"mode":{{json .HostConfig.NetworkMode}},"networks":{{json .NetworkSettings.Networks}}}`;

/** Exit status of `inspectionScript` where there is no docker command: a shell's own for a missing command. */
export const noDocker = 127;

/** Exit status of `inspectionScript` where the docker command is Podman's. */
export const podman = 65;

/**
 * POSIX sh. Prints the Engine's version and the names of its components, then a line of JSON for each network and container.
 * A container that disappears between the two commands is not an error.
 */
export const inspectionScript = `
command -v docker >/dev/null || { echo "docker: not found" >&2; exit ${noDocker}; }
docker version --format '{{.Server.Version}} {{range .Server.Components}}{{.Name}},{{end}}' || {
  case $(docker --version 2>/dev/null) in podman*) exit ${podman} ;; esac
  exit 1
}
docker network inspect -f '{"network":{{json .Name}},"labels":{{json .Labels}}}' $(docker network ls -q) 2>/dev/null || :
ids=$(docker ps -aq --no-trunc) || exit 1
[ -z "$ids" ] || docker inspect -f '${container}' $ids 2>/dev/null || :
`;

/** Characters of one container's or network's line. */
const maxLine = 200_000;

/** Undefined where it is not JSON, or longer than any line of an Engine. */
export function parsedLine(line: string): unknown {
  return line.length > maxLine ? undefined : parseJson(line);
}
