// How an address is written before a port and in known_hosts, and what is wrong with an invalid one.
import { t } from "../language/translate";
import { formatValue } from "./errors";

/** An IPv6 address in brackets; a name or an IPv4 address as it is. */
export function bracketed(address: string): string {
  return address.includes(":") ? `[${address}]` : address;
}

/** The name under which known_hosts has a host's key. */
export function knownHostName({ address, port }: { readonly address: string; readonly port: number }): string {
  return port === 22 ? address : `[${address}]:${port}`;
}

/** The message for an address of digits and dots that is not an IPv4 address. */
export function noIpv4(address: string): string {
  return t`its address ${formatValue(address)} is not an IPv4 address, which is four numbers from 0 to 255`;
}
