// `user@address:port`, as a machine or a jump host is written in lab.yaml.
import { isIPv4, isIPv6 } from "node:net";

export interface Login {
  /** @default it names none */
  readonly user?: string;
  /** A host name or an IP address; IPv6 without brackets. */
  readonly address: string;
  /** @default it names none */
  readonly port?: number;
}

/** A user that Linux can have. */
export const linuxUser = /^[a-z_][a-z0-9_.-]{0,31}$/;

/** Parses `address`, `user@address` and `user@address:port`, where IPv6 with a port is in brackets; undefined for what is none of them. */
export function parseLogin(text: string): Login | undefined {
  const [, user, rest = ""] = /^(?:([^@]*)@)?([^@]+)$/.exec(text) ?? [];
  if (user !== undefined && !linuxUser.test(user)) return undefined;
  const [, bracketed, bare, digits] =
    /^(?:\[([^\]]+)\]|([^:[\]]+|[0-9A-Fa-f:.]+))(?::(\d{1,5}))?$/.exec(isIPv6(rest) ? `[${rest}]` : rest) ?? [];
  const address = bracketed ?? bare ?? "";
  if (bracketed === undefined ? !isHostName(address) : !isIpv6Address(bracketed)) return undefined;
  const port = digits === undefined ? undefined : Number(digits);
  if (port !== undefined && (port < 1 || port > 65535)) return undefined;
  return { ...(user !== undefined && { user }), address, ...(port !== undefined && { port }) };
}

/** A host name or an IPv4 address. Underscores are for names of ~/.ssh/config. */
function isHostName(text: string): boolean {
  if (/^[\d.]+$/.test(text)) return isIPv4(text);
  return text.length <= 253 && text.split(".").every((label) => /^[A-Za-z0-9](?:[A-Za-z0-9_-]{0,61}[A-Za-z0-9])?$/.test(label));
}

/** Without a zone: ssh would read its % as a token. */
function isIpv6Address(text: string): boolean {
  return isIPv6(text) && !text.includes("%");
}
