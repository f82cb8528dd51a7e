// What runs on a student's Engine, asked of the Engine itself.
import { z } from "zod";
import type { Student } from "../definition/class-definition";
import { labels } from "../definition/pins";
import { type EngineHost, timedOut, unreachable } from "./host";
import { plain } from "../cli/output";

const container = z.object({
  id: z.string(),
  name: z.string().transform((name) => plain(name.replace(/^\//, ""))),
  state: z.object({ Status: z.string().transform(plain) }),
  labels: z.record(z.string(), z.string()).nullable(),
  ports: z.record(z.string(), z.array(z.object({ HostPort: z.string() })).nullable()).nullable(),
  networks: z.record(z.string(), z.unknown()).nullable(),
});

export interface EngineContainer {
  readonly id: string;
  readonly name: string;
  /** `running`, `exited`, `created`, `paused`, … */
  readonly state: string;
  readonly labels: Readonly<Record<string, string>>;
  /** Host ports it publishes, or would when started. */
  readonly hostPorts: readonly number[];
  readonly networks: readonly string[];
}

const network = z.object({ network: z.string().transform(plain), labels: z.record(z.string(), z.string()).nullable() });

export interface EngineNetwork {
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
}

export interface EngineState {
  readonly version: string;
  readonly networks: readonly EngineNetwork[];
  readonly containers: readonly EngineContainer[];
}

/** An Engine that did not answer: why, and what to do about it. */
export class EngineError extends Error {
  override readonly name = "EngineError";

  constructor(
    message: string,
    readonly next: string,
    /** Whether it was the host that could not be reached, rather than its Engine. */
    readonly hostIsDead = false,
  ) {
    super(message);
  }
}

// .State as a whole: a template cannot ask for the health of a container that has no health check
const format = `{"id":{{json .Id}},"name":{{json .Name}},"state":{{json .State}},"labels":{{json .Config.Labels}},"ports":{{json .HostConfig.PortBindings}},"networks":{{json .NetworkSettings.Networks}}}`;

// a container that goes away between the two commands is no error
const script = `
command -v docker >/dev/null || { echo "docker: not found" >&2; exit 127; }
docker version --format '{{.Server.Version}}' || exit 1
docker network inspect -f '{"network":{{json .Name}},"labels":{{json .Labels}}}' $(docker network ls -q) 2>/dev/null || :
ids=$(docker ps -aq --no-trunc) || exit 1
[ -z "$ids" ] || docker inspect -f '${format}' $ids 2>/dev/null || :
`;

/** @throws EngineError when the host or its Engine does not answer within 20 seconds. */
export async function inspectEngine(host: EngineHost): Promise<EngineState> {
  const { code, stdout, stderr } = await host.run(script, { timeout: 20, maxBytes: 20_000_000 });
  if (code !== 0) throw engineError(host, code, plain(stderr));
  const [version = "", ...lines] = stdout.split("\n");
  const containers: EngineContainer[] = [];
  const networks: EngineNetwork[] = [];
  for (const line of lines.filter(Boolean)) {
    const value: unknown = JSON.parse(line);
    const asNetwork = network.safeParse(value);
    if (asNetwork.success) networks.push({ name: asNetwork.data.network, labels: asNetwork.data.labels ?? {} });
    else containers.push(containerOf(container.parse(value)));
  }
  return { version: plain(version), containers, networks };
}

function containerOf({ id, name, state, ports, labels, networks }: z.output<typeof container>): EngineContainer {
  return {
    id,
    name,
    state: state.Status,
    labels: labels ?? {},
    hostPorts: Object.values(ports ?? {}).flatMap((bindings) => (bindings ?? []).map(({ HostPort }) => Number(HostPort))),
    networks: Object.keys(networks ?? {}),
  };
}

function engineError(host: EngineHost, code: number, stderr: string): EngineError {
  const last = stderr.trim().split("\n").at(-1) ?? "";
  const login = host.login?.join(" ");
  if (host.login && /REMOTE HOST IDENTIFICATION HAS CHANGED|Host key verification failed/.test(stderr)) {
    return new EngineError(
      `the host key of ${host.address} is not the one it had before`,
      `If the machine was installed anew: ssh-keygen -R ${host.address} -f ${knownHosts(host)} (else somebody may be in between)`,
      true,
    );
  }
  if (host.login && code === unreachable)
    return new EngineError(`no SSH to ${host.address}: ${last || "no answer"}`, `Try it by hand: ${login ?? ""}`, true);
  if (code === timedOut)
    return new EngineError(
      "the Engine did not answer within 20 seconds",
      login === undefined ? "Start Docker again" : `Look at it: ${login} sudo systemctl status docker`,
      login !== undefined,
    );
  if (code === 127)
    return new EngineError(
      "docker is not installed",
      login === undefined ? "Install Docker (on Ubuntu: npx lab install), or Docker Desktop on macOS" : "npx lab up installs it",
    );
  if (/permission denied/i.test(stderr)) {
    return new EngineError(
      "the Engine refuses this user: permission denied on its socket",
      "Join the docker group and log in again: sudo usermod -aG docker $USER",
    );
  }
  return new EngineError(
    `no Docker Engine answers: ${last}`,
    login === undefined
      ? "Start Docker (sudo systemctl start docker, or Docker Desktop), then try again"
      : `Look at it: ${login} sudo systemctl status docker`,
  );
}

function knownHosts(host: EngineHost): string {
  const config = host.login?.[2] ?? "";
  return config.replace(/ssh_config$/, "known_hosts");
}

/** Whether a container or network belongs to a class's lab, and to which scenario. */
export function scenarioOf(
  { labels: own }: Pick<EngineContainer, "labels">,
  className: string,
  student?: Student["name"],
): string | undefined {
  if (own[labels.class] !== className) return undefined;
  return student === undefined || own[labels.student] === student ? own[labels.scenario] : undefined;
}
