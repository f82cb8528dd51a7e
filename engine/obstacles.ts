// What stands in the way of a plan on an Engine: names, host ports and networks that are taken.
import { connect } from "node:net";
import { type EngineContainer, engineError, type EngineState, scenarioOf } from "./inspect";
import { word } from "../provisioning/shell";
import { type Host, succeeded } from "./host";

/** A container or network that a plan would make. */
export interface Wanted {
  readonly kind: "container" | "network";
  readonly name: string;
  /** Whether it takes the place of the lab's own of that name. */
  readonly replaces: boolean;
  /** Host ports it publishes. */
  readonly hostPorts: readonly number[];
}

/** Something a person has to free, with the command that frees it. */
export interface Conflict {
  readonly what: string;
  readonly fix: string;
}

export interface Obstacles {
  /** Of somebody else: nothing is changed while one is there. */
  readonly conflicts: readonly Conflict[];
  /** Containers of an earlier lab of this class whose state is gone: they can be removed. */
  readonly leftovers: readonly EngineContainer[];
  /** Networks of it, by name. */
  readonly leftoverNetworks: readonly string[];
}

/** Compares what a plan would create with what its Engine has. */
export async function findObstacles(
  wanted: readonly Wanted[],
  engine: EngineState,
  host: Host,
  className: string,
  student: string,
): Promise<Obstacles> {
  const fix = (...words: readonly string[]) => [...onHost(host), ...words.map(word)].join(" ");
  const containers = wanted.filter(({ kind }) => kind === "container");
  const own = (thing: Pick<EngineContainer, "labels">) => scenarioOf(thing, className, student) !== undefined;
  const named = containers.flatMap(({ name, replaces }) =>
    engine.containers.filter((container) => container.name === name && !(replaces && own(container))),
  );
  const leftovers = named.filter(own);
  const conflicts = named
    .filter((container) => !own(container))
    .map(({ name, state }) => ({
      what: `the container name ${name} is taken by a container that is not the lab's (${state})`,
      fix: fix("docker", "rm", "-f", name),
    }));

  const ports = containers.flatMap(({ name, hostPorts }) => hostPorts.map((port) => ({ name, port })));
  const free: { name: string; port: number }[] = [];
  for (const { name, port } of ports) {
    const holder = engine.containers.find((container) => container.state === "running" && container.hostPorts.includes(port));
    if (!holder) free.push({ name, port });
    else if (!own(holder) && !named.includes(holder)) {
      conflicts.push({
        what: `host port ${port}, which ${name} publishes, is taken by the container ${holder.name}`,
        fix: fix("docker", "stop", holder.name),
      });
    }
  }
  for (const { name, port } of await takenByPrograms(host, free)) {
    conflicts.push({
      what: `host port ${port}, which ${name} publishes, is taken by another program`,
      fix: `${fix("sudo", "ss", "-tlnp", `sport = :${port}`)} says which: stop it, or set another port in lab.yaml`,
    });
  }

  const networks = new Set(wanted.filter(({ kind, replaces }) => kind === "network" && !replaces).map(({ name }) => name));
  const taken = engine.networks.filter(({ name }) => networks.has(name));
  for (const network of taken) {
    if (!own(network))
      conflicts.push({ what: `the network name ${network.name} is taken`, fix: fix("docker", "network", "rm", network.name) });
  }
  return { conflicts, leftovers, leftoverNetworks: taken.filter(own).map(({ name }) => name) };
}

/** What runs a command where the Engine is. */
function onHost({ login, student }: Host): string[] {
  return login === undefined ? [] : ["npx lab exec --on", word(student), "--"];
}

/** Ports on which something listens that is no container. */
async function takenByPrograms(host: Host, ports: readonly { name: string; port: number }[]): Promise<{ name: string; port: number }[]> {
  if (ports.length === 0) return [];
  if (host.login === undefined) {
    const taken = await Promise.all(ports.map(({ port }) => listens(host.address, port)));
    return ports.filter((_, at) => taken[at]);
  }
  const answer = await host.run("ss -Htln 2>/dev/null | awk '{ print $4 }'");
  if (!succeeded(answer)) throw engineError(host, answer);
  const listening = new Set(answer.stdout.split("\n").map((address) => Number(address.split(":").at(-1))));
  return ports.filter(({ port }) => listening.has(port));
}

function listens(address: string, port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ host: address, port, timeout: 1000 });
    const end = (answer: boolean) => {
      socket.destroy();
      resolve(answer);
    };
    socket
      .once("connect", () => end(true))
      .once("error", () => end(false))
      .once("timeout", () => end(false));
  });
}
