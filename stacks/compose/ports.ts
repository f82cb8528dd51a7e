// Published ports of a service: `8080:80`, `127.0.0.1:53:53/udp`, `3000-3001:3000-3001`, or the long form.
import { t } from "../../language/translate";
import type { GivenPort } from "./schema";

export interface PublishedPort {
  readonly internal: number;
  /** @default one that the Engine chooses */
  readonly external?: number;
  /** Address of the host. @default the class's own, or Docker's: all of them */
  readonly ip?: string;
  readonly protocol: "tcp" | "udp";
}

/** @throws Error saying what is wrong with it. */
export function publishedPorts(given: GivenPort): PublishedPort[] {
  if (!("short" in given)) {
    const { target, published, host_ip: ip, protocol = "tcp" } = given;
    if (published !== undefined && !/^\d+$/.test(published)) throw new Error(t`publishes a range; write one entry for each port`);
    return [
      checked({
        internal: target,
        protocol,
        ...(published !== undefined && { external: Number(published) }),
        ...(ip !== undefined && { ip }),
      }),
    ];
  }
  const [, ip, published, target = "", protocol = "tcp"] =
    /^(?:(\d+\.\d+\.\d+\.\d+|\[[0-9a-fA-F:]+\]):)?(?:(\d+(?:-\d+)?)?:)?(\d+(?:-\d+)?)(?:\/(tcp|udp))?$/.exec(given.short) ?? [];
  if (target === "") throw new Error(t`must be a port, or HOST:CONTAINER, such as 8080:80`);
  const internals = range(target);
  const externals = published === undefined ? [] : range(published);
  if (externals.length > 0 && externals.length !== internals.length)
    throw new Error(t`has ranges of different lengths; write one entry for each port`);
  return internals.map((internal, at) => {
    const external = externals[at];
    return checked({
      internal,
      protocol: protocol === "udp" ? "udp" : "tcp",
      ...(external !== undefined && { external }),
      ...(ip !== undefined && { ip: ip.replace(/[[\]]/g, "") }),
    });
  });
}

function range(text: string): number[] {
  const [first = 0, last = first] = text.split("-").map(Number);
  if (last < first || last - first > 100) throw new Error(t`has a range that begins after its end, or of more than 100 ports`);
  return Array.from({ length: last - first + 1 }, (_, at) => first + at);
}

function checked(port: PublishedPort): PublishedPort {
  for (const number of [port.internal, port.external ?? 1])
    if (number < 1 || number > 65535) throw new Error(t`has the port ${number}; ports are 1 to 65535`);
  return port;
}
