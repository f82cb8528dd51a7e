// Addresses as they stand before a port.

/** An IPv6 address in brackets; a name or an IPv4 address as it is. */
export function bracketed(address: string): string {
  return address.includes(":") ? `[${address}]` : address;
}

/** What a host's key stands under in known_hosts. */
export function knownHostName({ address, port }: { readonly address: string; readonly port: number }): string {
  return port === 22 ? address : `[${address}]:${port}`;
}
