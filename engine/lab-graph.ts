// What a lab really has, asked of its Engine: containers, the networks they are on, ports of the host, folders and volumes.
import { FailedError } from "../definition/errors";
import { plainLine } from "../definition/plain-text";
import { t } from "../language/translate";
import { type GraphLine, labGraphScript, readGraphLine } from "../provisioning/lab-graph";
import type { Traces } from "../provisioning/reset";
import { failureOf, type Host, succeeded } from "./host";
import { nonsense } from "./inspect";

export interface GraphContainer {
  readonly name: string;
  readonly running: boolean;
  /** Network names; `host`, `none`, or `container NAME` for whose network it shares. */
  readonly networks: readonly string[];
  /** Such as `8081 → 80`. */
  readonly ports: readonly string[];
  /** Folders of the host, and names of volumes. */
  readonly volumes: readonly string[];
}

/** Maximum size of an answer: a class's own containers take a few kilobytes. */
const maxBytes = 4_000_000;

export interface GraphOptions {
  /** Its abort ends what is under way. @default nothing ends it early */
  readonly signal?: AbortSignal;
  /** What on the Engine is the lab's. @default all of it */
  readonly own?: Traces | undefined;
}

/** In the order of their names. @throws FailedError when the Engine does not answer, or does not answer like an Engine. */
export async function labGraph(host: Host, { signal, own }: GraphOptions = {}): Promise<GraphContainer[]> {
  const answer = await host.run(labGraphScript(own), { timeout: 10, maxBytes, ...(signal && { signal }) });
  if (!succeeded(answer)) throw new FailedError(t`${host.student}: the Engine could not be asked: ${failureOf(answer)}`);
  const lines = answer.stdout
    .split("\n")
    .filter(Boolean)
    .map((text) => {
      const read = readGraphLine(text);
      if (read) return read;
      const { message, next } = nonsense(host, text);
      throw new FailedError(`${host.student}: ${message}`, next);
    });
  const names = new Map(lines.map(({ id, name }) => [id, name]));
  return lines
    .map(({ name, running, mode, networks, ports, published, mounts }) => {
      const shared = /^container:(.*)$/.exec(mode)?.[1];
      return {
        name,
        running,
        networks:
          shared === undefined
            ? Object.keys(networks ?? {}).map((text) => plainLine(text))
            : [t`container ${names.get(shared) ?? shared.slice(0, 12)}`],
        ports: portsOf(running ? published : ports),
        volumes: (mounts ?? []).map(({ Type, Name, Source }) => plainLine(Type === "volume" ? (Name ?? "").slice(0, 12) : (Source ?? ""))),
      };
    })
    .sort((one, other) => (one.name < other.name ? -1 : 1));
}

function portsOf(ports: GraphLine["ports"]): string[] {
  const all = Object.entries(ports ?? {}).flatMap(([inside, hosts]) =>
    (hosts ?? []).map(({ HostPort }) => `${HostPort === "" ? "?" : HostPort} → ${inside.replace("/tcp", "")}`),
  );
  return [...new Set(all)].map((text) => plainLine(text));
}
