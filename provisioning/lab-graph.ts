// The script that asks an Engine how its containers are connected, and the reader of its lines.
import { z } from "zod";
import { plainLine } from "../definition/plain-text";
import { engineGuard } from "./engine-guard";
import { parsedLine } from "./inspection";
import { finders, type Traces } from "./reset";
import { quote } from "./shell";

const format =
  '{"id":{{json .Id}},"name":{{json .Name}},"running":{{json .State.Running}},"mode":{{json .HostConfig.NetworkMode}},"networks":{{json .NetworkSettings.Networks}},"ports":{{json .HostConfig.PortBindings}},"published":{{json .NetworkSettings.Ports}},"mounts":{{json .Mounts}}}';

/**
 * POSIX sh that prints a line of JSON for each container.
 * @param own What on the Engine is the lab's. @default all of it
 */
export function labGraphScript(own?: Traces): string {
  return `${engineGuard}
${own ? finders(own).join("\n") : ""}
ids=$(${own ? "containers" : "docker ps -aq --no-trunc"})
[ -z "$ids" ] || docker inspect -f ${quote(format)} $ids 2>/dev/null || :
`;
}

const bindings = z.record(z.string(), z.array(z.object({ HostPort: z.string() })).nullable()).nullable();
const line = z.object({
  id: z.string(),
  name: z.string().transform((name) => plainLine(name.replace(/^\//, ""))),
  running: z.boolean(),
  mode: z.string(),
  networks: z.record(z.string(), z.unknown()).nullable(),
  ports: bindings,
  published: bindings,
  mounts: z.array(z.object({ Type: z.string(), Name: z.string().optional(), Source: z.string().optional() })).nullable(),
});

/** A container as its Engine describes it; of its texts, only the name is safe for a terminal. */
export type GraphLine = z.output<typeof line>;

/** Undefined for a line that the script would not print. */
export function readGraphLine(text: string): GraphLine | undefined {
  return line.safeParse(parsedLine(text)).data;
}
