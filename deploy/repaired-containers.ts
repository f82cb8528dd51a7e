// What somebody did to a lab's containers by hand, and Terraform does not see, is put right with all that they hold.
import { failureOf, type Host, succeeded } from "../engine/host";
import { type EngineContainer, EngineError, type EngineState, isDone, scenarioOf } from "../engine/inspect";
import { t } from "../language/translate";
import { type Connection, connectScript, startScript } from "../provisioning/removal";
import type { Resource } from "../terraform/stack-json";
import type { Session } from "./session";

/** Containers by their names. */
export interface RepairedContainers {
  /** Somebody had stopped them. */
  readonly started: readonly string[];
  /** Somebody had taken them off all their networks. */
  readonly connected: readonly string[];
}

interface RepairProps {
  readonly host: Host;
  readonly engine: EngineState;
  readonly session: Session;
  /** Of the lab's stack, by address. */
  readonly resources: ReadonlyMap<string, Resource>;
  /** Scenarios that are meant. @default all of the class */
  readonly scenarios?: readonly string[];
}

/** @throws EngineError where one of them cannot be started or connected. */
export async function repairContainers({ host, engine, session, resources, scenarios }: RepairProps): Promise<RepairedContainers> {
  const { definition, signal } = session;
  const meant = scenarios ?? definition.scenarios.map(({ spec }) => spec.name);
  const own = engine.containers.filter((container) => {
    const scenario = scenarioOf(container, definition.name, host.student);
    return scenario !== undefined && meant.includes(scenario);
  });
  const stopped = own.filter((container) => container.state !== "running" && !isDone(container));
  const cutOff = own.filter(({ isCutOff }) => isCutOff);
  const repair = async (containers: readonly EngineContainer[], script: string, refused: (names: string, why: string) => string) => {
    if (containers.length === 0) return [];
    const names = containers.map(({ name }) => name);
    const answer = await host.run(script, { timeout: 120, signal });
    if (succeeded(answer)) return names;
    const next = t`Look at it: npx lab exec --on ${host.student} -- docker ps -a`;
    throw new EngineError(refused(names.join(", "), failureOf(answer)), next);
  };
  const connections = cutOff.flatMap(({ id, name }) => networksOf(name, resources).map((network) => ({ id, ...network })));
  return {
    connected: await repair(
      cutOff,
      connectScript(connections),
      (names, why) => t`${names} had been taken off all networks and could not all be connected again (${why})`,
    ),
    started: await repair(
      stopped,
      startScript(stopped),
      (names, why) => t`${names} had been stopped and could not all be started (${why})`,
    ),
  };
}

/** As `networks_advanced` of a container has it; a state says null for what is left out. */
interface AdvancedNetwork {
  readonly name: string;
  /** @default it has its own name there */
  readonly aliases?: readonly string[] | null;
}

/** The networks that a container has in its stack; Docker's own bridge where the stack names none. */
function networksOf(container: string, resources: ReadonlyMap<string, Resource>): Omit<Connection, "id">[] {
  const config = [...resources].find(([address, one]) => address.startsWith("docker_container.") && one.config["name"] === container)?.[1]
    .config;
  const named = (config?.["networks_advanced"] ?? []) as readonly AdvancedNetwork[];
  if (named.length === 0) return [{ network: "bridge", aliases: [] }];
  return named.map(({ name, aliases }) => {
    const [, address = ""] = /^\$\{(docker_network\.[\w-]+)\.\w+\}$/.exec(name) ?? [];
    const network = resources.get(address)?.config["name"];
    return { network: typeof network === "string" ? network : name, aliases: aliases ?? [] };
  });
}
