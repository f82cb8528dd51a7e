// `user@address:port`, as a machine or a jump host is written in lab.yaml.
import { isIPv4, isIPv6 } from "node:net";
import { t } from "../language/translate";
import { noIpv4 } from "./address";
import { formatValue } from "./errors";

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

/** Parses `address`, `user@address` and `user@address:port`, where IPv6 with a port is in brackets; undefined for anything else. */
export function parseLogin(text: string): Login | undefined {
  const login = partsOf(text);
  return login === undefined || faultOf(login) !== undefined ? undefined : asLogin(login);
}

/** Which part of such a text is wrong, and what is allowed there; undefined where it has no such parts, or none is wrong. */
export function loginFault(text: string): string | undefined {
  const login = partsOf(text);
  return login && faultOf(login);
}

interface Parts {
  readonly user: string | undefined;
  readonly address: string;
  readonly inBrackets: boolean;
  readonly port: string | undefined;
}

function partsOf(text: string): Parts | undefined {
  const [, user, rest = ""] = /^(?:([^@]*)@)?([^@]+)$/.exec(text) ?? [];
  const [, bracketed, bare, port] = /^(?:\[([^\]]+)\]|([^:[\]]+|[0-9A-Fa-f:.]+))(?::(\d+))?$/.exec(isIPv6(rest) ? `[${rest}]` : rest) ?? [];
  const address = bracketed ?? bare;
  return address === undefined ? undefined : { user, address, inBrackets: bracketed !== undefined, port };
}

function faultOf({ user, address, inBrackets, port }: Parts): string | undefined {
  if (user !== undefined && !linuxUser.test(user)) return t`its user ${formatValue(user)} is not a Linux user name, such as ubuntu`;
  if (inBrackets && !isIpv6Address(address)) return t`its address ${formatValue(address)} is not an IPv6 address`;
  if (!inBrackets && !isHostName(address))
    return /^[\d.]+$/.test(address)
      ? noIpv4(address)
      : t`its address ${formatValue(address)} is not a host name: letters, digits, dashes and dots`;
  if (port !== undefined && !isPort(Number(port))) return t`its port ${port} is not 1 to 65535`;
  return undefined;
}

function asLogin({ user, address, port }: Parts): Login {
  return { ...(user !== undefined && { user }), address, ...(port !== undefined && { port: Number(port) }) };
}

function isPort(port: number): boolean {
  return port >= 1 && port <= 65535;
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
