// CIDR blocks of IPv4 and IPv6 as ranges of numbers: whether two overlap, whether one has host bits, what several cover together.
import { BlockList, isIP, isIPv4 } from "node:net";
import { t } from "../language/translate";
import { noIpv4 } from "./address";
import { formatValue } from "./errors";

/** A block's family, and its first and last address as numbers. */
interface Range {
  readonly family: 4 | 6;
  readonly first: bigint;
  readonly last: bigint;
}

/** Which part of an invalid CIDR block is wrong; undefined where the text does not even have its parts. */
export function blockFault(text: string): string | undefined {
  const [, address, prefix = ""] = /^([\d.]+|[\da-f:.]*:[\da-f:.]*)\/(\d+)$/i.exec(text) ?? [];
  if (address === undefined) return undefined;
  const family = isIP(address);
  if (family === 0) return address.includes(":") ? t`its address ${formatValue(address)} is not an IPv6 address` : noIpv4(address);
  const bits = family === 4 ? 32 : 128;
  return Number(prefix) > bits ? t`its prefix /${prefix} is not /0 to /${bits}` : undefined;
}

/** The addresses of a valid CIDR block; host bits are cut off. */
function rangeOf(block: string): Range {
  const [address = "", prefix = ""] = block.split("/");
  const [family, bits] = isIPv4(address) ? ([4, 32] as const) : ([6, 128] as const);
  const size = 1n << BigInt(bits - Number(prefix));
  const number = family === 4 ? ipv4Number(address) : ipv6Number(address);
  const first = number - (number % size);
  return { family, first, last: first + size - 1n };
}

/** Whether two CIDR blocks share an address: of two that do, one holds the other's address, with host bits or without. */
export function overlap(left: string, right: string): boolean {
  return holds(left, right) || holds(right, left);
}

function holds(block: string, other: string): boolean {
  const [address = "", prefix] = block.split("/");
  const [otherAddress = ""] = other.split("/");
  // a BlockList takes IPv4 for a part of IPv6
  if (familyOf(address) !== familyOf(otherAddress)) return false;
  const list = new BlockList();
  list.addSubnet(address, Number(prefix), familyOf(address));
  return list.check(otherAddress, familyOf(otherAddress));
}

const familyOf = (address: string) => (isIPv4(address) ? "ipv4" : "ipv6");

/** The network of a block that was written with host bits, such as 10.0.0.0/24 for 10.0.0.7/24; undefined for one without. */
export function networkOf(block: string): string | undefined {
  const [address = "", prefix = ""] = block.split("/");
  const { family, first } = rangeOf(block);
  if (first === (family === 4 ? ipv4Number(address) : ipv6Number(address))) return undefined;
  return `${family === 4 ? ipv4Text(first) : ipv6Text(first)}/${prefix}`;
}

/** Addresses that the internet uses: all of IPv4, and the part of IPv6 that is allocated (2000::/3). */
const internet = [rangeOf("0.0.0.0/0"), rangeOf("2000::/3")];

/** The share of the internet that blocks cover together, 0 to 1: of IPv4 or of IPv6, whichever is larger. */
export function shareOfInternet(blocks: readonly string[]): number {
  const ranges = blocks.map(rangeOf).sort((a, b) => (a.first < b.first ? -1 : 1));
  return Math.max(
    ...internet.map((whole) => {
      let covered = 0n;
      let next = whole.first;
      for (const { family, first, last } of ranges) {
        if (family !== whole.family) continue;
        const from = first > next ? first : next;
        const to = last < whole.last ? last : whole.last;
        if (to < from) continue;
        covered += to - from + 1n;
        next = to + 1n;
      }
      return Number(covered) / Number(whole.last - whole.first + 1n);
    }),
  );
}

function ipv4Number(address: string): bigint {
  return address.split(".").reduce((sum, part) => sum * 256n + BigInt(part), 0n);
}

function ipv4Text(number: bigint): string {
  return [24n, 16n, 8n, 0n].map((shift) => String((number >> shift) & 255n)).join(".");
}

function ipv6Number(address: string): bigint {
  const [head = "", tail] = canonicalIpv6(address).split("::");
  const groups = (text: string | undefined) => (text ? text.split(":") : []);
  const [left, right] = [groups(head), groups(tail)];
  const zeros = Array.from({ length: 8 - left.length - right.length }, () => "0");
  return [...left, ...zeros, ...right].reduce((sum, group) => sum * 65536n + BigInt(`0x${group}`), 0n);
}

function ipv6Text(number: bigint): string {
  const groups = Array.from({ length: 8 }, (_, at) => ((number >> BigInt(16 * (7 - at))) & 65535n).toString(16));
  return canonicalIpv6(groups.join(":"));
}

/** The shortest form of an IPv6 address, in hexadecimal throughout: the URL standard's. */
export function canonicalIpv6(address: string): string {
  return new URL(`http://[${address}]`).hostname.slice(1, -1);
}
