// Networks of this machine, such as a VPN's, that have addresses which Docker gives to its own networks.
import { readFileSync } from "node:fs";
import { networkInterfaces } from "node:os";
import { overlap } from "../definition/blocks";

export interface MachineNetwork {
  /** Interface, such as `tun0`. */
  readonly name: string;
  /** CIDR block. */
  readonly block: string;
}

/** What an Engine uses first (moby's default address pools); it uses 192.168.0.0/16 only when these are used up. */
const dockerPool = "172.16.0.0/12";
const dockersOwn = /^(docker|br-|veth|lo)/;

/** The networks that overlap, one per interface. */
export function overlappingNetworks(networks: readonly MachineNetwork[] = [...addresses(), ...routes()]): MachineNetwork[] {
  const found = new Map<string, MachineNetwork>();
  for (const network of networks) {
    if (dockersOwn.test(network.name) || found.has(network.name) || !overlap(network.block, dockerPool)) continue;
    found.set(network.name, network);
  }
  return [...found.values()];
}

function addresses(): MachineNetwork[] {
  return Object.entries(networkInterfaces()).flatMap(([name, infos = []]) =>
    infos.flatMap(({ family, cidr }) => (family === "IPv4" && cidr !== null ? [{ name, block: cidr }] : [])),
  );
}

/** On Linux, where else an interface leads; the default route does not count. */
function routes(): MachineNetwork[] {
  try {
    return parseRoutes(readFileSync("/proc/net/route", "utf8"));
  } catch {
    return [];
  }
}

/** Lines of /proc/net/route: numbers are hexadecimal, with the lowest byte first. */
export function parseRoutes(text: string): MachineNetwork[] {
  return text
    .split("\n")
    .slice(1)
    .map((line) => line.split("\t"))
    .flatMap(([name = "", destination = "", , , , , , mask = ""]) => {
      const bits = bytes(mask)
        .map((byte) => byte.toString(2).replaceAll("0", "").length)
        .reduce((sum, count) => sum + count, 0);
      return bits === 0 ? [] : [{ name, block: `${bytes(destination).join(".")}/${bits}` }];
    });
}

function bytes(hex: string): number[] {
  return (hex.match(/../g) ?? []).map((pair) => Number.parseInt(pair, 16)).reverse();
}
