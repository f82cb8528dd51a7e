// Addresses as they stand before a port, and what is wrong with one.
import { t } from "../language/translate";
import { formatValue } from "./errors";

/** An IPv6 address in brackets; a name or an IPv4 address as it is. */
export function bracketed(address: string): string {
  return address.includes(":") ? `[${address}]` : address;
}

/** What a host's key stands under in known_hosts. */
export function knownHostName({ address, port }: { readonly address: string; readonly port: number }): string {
  return port === 22 ? address : `[${address}]:${port}`;
}

/** What is wrong with an address of digits and dots that is none. */
export function noIpv4(address: string): string {
  return t`its address ${formatValue(address)} is no IPv4 address, which is four numbers from 0 to 255`;
}
