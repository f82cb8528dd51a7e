// Labs of a class that are on Engines although this folder did not deploy them: a second folder or a colleague holds their state.
import pLimit from "p-limit";
import { hostsAtOnce } from "../definition/limits";
import type { Host } from "../engine/host";
import { EngineError, inspectEngine, scenarioOf } from "../engine/inspect";

/** What an Engine has of labs that were not deployed from here. `unknown`: it could not be asked. */
export interface Strangers {
  readonly standing: readonly string[];
  readonly unknown: readonly string[];
}

/** Asks the Engines of students whose labs this folder did not deploy. */
export async function findStrangers(hosts: readonly Host[], className: string, signal: AbortSignal): Promise<Strangers> {
  const limit = pLimit(hostsAtOnce);
  const found = await Promise.all(
    hosts.map((host) =>
      limit(async (): Promise<"standing" | "unknown" | "none"> => {
        try {
          const { containers, networks } = await inspectEngine(host, signal);
          const isLabs = (thing: Parameters<typeof scenarioOf>[0]) => scenarioOf(thing, className, host.student) !== undefined;
          return containers.some(isLabs) || networks.some(isLabs) ? "standing" : "none";
        } catch (error) {
          if (!(error instanceof EngineError)) throw error;
          return "unknown";
        }
      }),
    ),
  );
  const students = (which: "standing" | "unknown") => hosts.flatMap(({ student }, at) => (found[at] === which ? [student] : []));
  return { standing: students("standing"), unknown: students("unknown") };
}
