// How the hosts of a class on EC2 are spread over the subnets of its VPC.
import { createHash } from "node:crypto";

/** A quarter of the VPC each. Regions have two to six zones: with fewer than four, a zone has several subnets. */
export const subnetCount = 4;

/** Addresses of a subnet that AWS keeps for itself. */
const reservedAddresses = 5;

/** The subnet of a host, by its name alone: who else is in the class doesn't move it. */
export function subnetOf(host: string): number {
  return createHash("sha256").update(host).digest().readUInt32BE(0) % subnetCount;
}

/** Hosts that each subnet of a VPC has room for. */
export function subnetRoom(vpcPrefix: number): number {
  return 2 ** (32 - vpcPrefix) / subnetCount - reservedAddresses;
}

/** Hosts in the fullest subnet. */
export function fullestSubnet(hosts: readonly string[]): number {
  const counts = Array.from({ length: subnetCount }, () => 0);
  for (const host of hosts) counts[subnetOf(host)] = (counts[subnetOf(host)] ?? 0) + 1;
  return Math.max(...counts);
}
