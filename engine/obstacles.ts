// What is in the way of a plan on an Engine: names, host ports and networks that are taken.
import { connect } from "node:net";
import { labels } from "../definition/pins";
import { asCalled } from "../language/called";
import { t } from "../language/translate";
import { listeningPortsScript, readListeningPorts } from "../provisioning/listening-ports";
import { word } from "../provisioning/shell";
import { type EngineContainer, engineError, type EngineState, scenarioOf } from "./inspect";
import { type Host, succeeded } from "./host";

/** A container or network that a plan would make. */
export interface Wanted {
  readonly kind: "container" | "network";
  readonly name: string;
  /** Whether it replaces the lab's own of that name. */
  readonly replaces: boolean;
  /** Host ports it publishes. */
  readonly hostPorts: readonly number[];
  /** Scenario it belongs to. @default none, and the whole lab waits for it */
  readonly scenario?: string;
}

/** Something a person has to free, with the command that frees it. */
export interface Conflict {
  /** The scenario that cannot be deployed meanwhile. @default the whole lab */
  readonly scenario?: string;
  readonly what: string;
  readonly fix: string;
}

/** Why a container that is in the way is the lab's to take back. */
export type LeftoverReason =
  /** Of this lab, whose state is gone. */
  | "state gone"
  /** docker-compose made it in place of the lab's, as the course's own commands do. */
  | "docker-compose"
  /** Of this class under another student's name, or under the name it had before. */
  | "renamed";

export interface Leftover {
  readonly container: EngineContainer;
  readonly why: LeftoverReason;
}

export interface Obstacles {
  /** What belongs to somebody else: the scenarios concerned cannot be deployed. */
  readonly conflicts: readonly Conflict[];
  /** Containers that the lab may take back: removed when the person agrees. */
  readonly leftovers: readonly Leftover[];
  /** Networks that the lab may take back, by name. */
  readonly leftoverNetworks: readonly string[];
}

/** What also belongs to the lab, besides what has its labels. */
export interface AlsoOwn {
  /** Names that the class had before. @default none */
  readonly formerClasses?: readonly string[];
  /** Projects of docker-compose that stand for a scenario. @default none */
  readonly projects?: readonly string[];
}

/** Compares what a plan would create with what its Engine has. */
export async function findObstacles(
  wanted: readonly Wanted[],
  engine: EngineState,
  host: Host,
  className: string,
  student: string,
  also: AlsoOwn = {},
): Promise<Obstacles> {
  const fix = (...words: readonly string[]) => [...onHost(host), ...words.map(word)].join(" ");
  const why = (thing: Pick<EngineContainer, "labels">) => reasonOf(thing, className, student, also);
  const ownClasses = [className, ...(also.formerClasses ?? [])];
  const containers = wanted.filter(({ kind }) => kind === "container");
  const conflicts: Conflict[] = [];
  const leftovers = new Map<EngineContainer, LeftoverReason>();
  /** Takes a container back where it is the lab's; else it is a conflict. */
  const claim = (container: EngineContainer, conflict: Conflict) => {
    const reason = why(container);
    if (reason === undefined) conflicts.push(conflict);
    else leftovers.set(container, reason);
  };

  /** Another class's lab is freed by that class, anything else by a command. */
  const inTheWay = (
    thing: Pick<EngineContainer, "labels">,
    of: Pick<Wanted, "scenario">,
    own: Omit<Conflict, "scenario">,
    ofClass: (other: string) => string,
  ): Conflict => {
    const other = otherClassOf(thing, ownClasses);
    return { ...scenarioPart(of), ...(other === undefined ? own : { what: ofClass(other), fix: otherClassFix() }) };
  };

  for (const { name, replaces, ...of } of containers) {
    for (const container of engine.containers.filter((candidate) => candidate.name === name)) {
      if (replaces && why(container) === "state gone") continue;
      const own = {
        what: t`the container name ${name} is taken by a container that is not the lab's (${container.state})`,
        fix: fix("docker", "rm", "-f", name),
      };
      const ofClass = (other: string) => t`the container name ${name} is taken by a lab of class ${other} (${container.state})`;
      claim(container, inTheWay(container, of, own, ofClass));
    }
  }

  for (const { wanted: one, port, holder } of await takenPorts(containers, engine, host)) {
    if (holder === undefined) {
      conflicts.push({
        ...scenarioPart(one),
        what: t`host port ${port}, which ${one.name} publishes, is taken by another program`,
        fix: t`${fix("sudo", "ss", "-tlnp", `sport = :${port}`)} says which: stop it, or set another port in lab.yaml`,
      });
    } else if (why(holder) !== "state gone" && !containers.some(({ name }) => name === holder.name)) {
      // the lab's own does not count: it is replaced, or another of its containers has just moved to that port
      const own = {
        what: t`host port ${port}, which ${one.name} publishes, is taken by the container ${holder.name}`,
        fix: fix("docker", "stop", holder.name),
      };
      const ofClass = (other: string) =>
        t`host port ${port}, which ${one.name} publishes, is taken by the container ${holder.name} of class ${other}`;
      claim(holder, inTheWay(holder, one, own, ofClass));
    }
  }

  const leftoverNetworks: string[] = [];
  for (const { name, ...of } of wanted.filter(({ kind, replaces }) => kind === "network" && !replaces)) {
    for (const network of engine.networks.filter((candidate) => candidate.name === name)) {
      if (why(network) !== undefined) {
        leftoverNetworks.push(name);
        continue;
      }
      const own = { what: t`the network name ${name} is taken`, fix: fix("docker", "network", "rm", name) };
      conflicts.push(inTheWay(network, of, own, (other) => t`the network name ${name} is taken by a lab of class ${other}`));
    }
  }
  return { conflicts, leftovers: [...leftovers].map(([container, reason]) => ({ container, why: reason })), leftoverNetworks };
}

/** The class whose lab something is, where that is none of one's own: it is never taken or removed. */
export function otherClassOf(thing: Pick<EngineContainer, "labels">, own: readonly string[]): string | undefined {
  const className = thing.labels.get(labels.class);
  return className === undefined || own.includes(className) ? undefined : className;
}

/** The next step where another class's lab is in the way. */
export const otherClassFix = (): string => t`npx lab down, where that class was deployed from`;

function reasonOf(
  thing: Pick<EngineContainer, "labels">,
  className: string,
  student: string,
  { formerClasses = [], projects = [] }: AlsoOwn,
): LeftoverReason | undefined {
  if (scenarioOf(thing, className, student) !== undefined) return "state gone";
  if (otherClassOf(thing, [className, ...formerClasses]) !== undefined) return undefined;
  if (thing.labels.has(labels.class)) return "renamed";
  return projects.includes(thing.labels.get(labels.composeProject) ?? "") ? "docker-compose" : undefined;
}

/** Whether a container is the lab's, or the lab's to take back. */
export function isLabs(container: EngineContainer, className: string, student: string, also: AlsoOwn = {}): boolean {
  return reasonOf(container, className, student, also) !== undefined;
}

function scenarioPart({ scenario }: Pick<Wanted, "scenario">): Pick<Conflict, "scenario"> {
  return scenario === undefined ? {} : { scenario };
}

/** A host port that is taken. */
export interface TakenPort {
  /** What publishes it. */
  readonly wanted: Wanted;
  readonly port: number;
  /** The container that has it. @default another program */
  readonly holder?: EngineContainer;
}

/** The wanted host ports that a running container or another program has. */
export async function takenPorts(wanted: readonly Wanted[], { containers }: EngineState, host: Host): Promise<TakenPort[]> {
  const all = wanted.flatMap((one) =>
    one.hostPorts.map((port): TakenPort => {
      const holder = containers.find((container) => container.state === "running" && container.hostPorts.includes(port));
      return { wanted: one, port, ...(holder && { holder }) };
    }),
  );
  const held = all.filter(({ holder }) => holder !== undefined);
  return [
    ...held,
    ...(await takenByPrograms(
      host,
      all.filter(({ holder }) => holder === undefined),
    )),
  ];
}

/** The words that run a command where the Engine is. */
function onHost({ login, student }: Host): string[] {
  return login === undefined ? [] : [asCalled("npx lab exec --on"), word(student), "--"];
}

/** Ports on which something other than a container listens. */
async function takenByPrograms(host: Host, ports: readonly TakenPort[]): Promise<readonly TakenPort[]> {
  if (ports.length === 0) return [];
  if (host.login === undefined) {
    const taken = await Promise.all(ports.map(({ port }) => listens(host.address, port)));
    return ports.filter((_, at) => taken[at]);
  }
  const answer = await host.run(listeningPortsScript);
  if (!succeeded(answer)) throw engineError(host, answer);
  const listening = readListeningPorts(answer.stdout);
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
