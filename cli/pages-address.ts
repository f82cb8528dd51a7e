// Where the pages of `lab serve` are: the listening address, the address for browsers, the certificate, the host in between.
import { hostname, networkInterfaces } from "node:os";
import { bracketed } from "../definition/address";
import { FailedError, InputError } from "../definition/errors";
import { parseLogin } from "../definition/ssh-login";
import { isThisMachine } from "../definition/targets";
import { targetOf } from "../deploy/targets";
import { t } from "../language/translate";
import type { Certificate } from "../serve/certificate";
import type { CliContext } from "./context";

export interface ServeOptions {
  readonly listen: string;
  readonly port: number;
  /** Code with which somebody without a card takes a free seat. @default nobody can */
  readonly claim?: string;
  /** PEM files. @default a certificate of the class's own where others can reach the pages */
  readonly cert?: string;
  /** PEM file of the key of `cert`. @default as of `cert` */
  readonly key?: string;
  /** Where browsers find the pages, behind a proxy. @default the listening address */
  readonly url?: string;
  /** Host through which browsers reach the pages: `user@address`, or the name of one of the class. @default they reach this machine */
  readonly through?: string;
}

export interface PagesAddress {
  /** The address for browsers. */
  readonly url: string;
  /** Whether other machines reach the pages. */
  readonly isShared: boolean;
  /** @default plain HTTP */
  readonly certificate?: Certificate;
  /** The only origin whose requests are accepted. @default the address that was requested */
  readonly origin?: string;
  /** Whether a proxy on this machine says where requests come from. */
  readonly isProxied: boolean;
  /** `ssh …` to the host that the pages are reached through. @default this machine is reached itself */
  readonly relay?: readonly string[];
}

/** @throws InputError for options that do not go together, FailedError where the host to go through is not there. */
export async function pagesAddress(context: CliContext, options: ServeOptions): Promise<PagesAddress> {
  const { isLoopbackAddress } = await import("../serve/server");
  const isLoopback = isLoopbackAddress(options.listen);
  refuseOptions(context, options, isLoopback);
  const { listen, port, url, through } = options;
  /** Pages that only this machine reaches need no certificate. */
  const shared = async (names: readonly string[]) =>
    options.cert === undefined && isLoopback ? undefined : await certificateFor(context, options, names);
  if (through !== undefined) {
    const { address, login } = await relayHost(context, through);
    const certificate = await certificateFor(context, options, [address]);
    const origin = `https://${bracketed(address)}`;
    return { url: origin, isShared: true, certificate, origin, isProxied: false, relay: login };
  }
  if (url !== undefined) {
    const { origin, hostname: name } = new URL(url);
    const certificate = await shared([name]);
    return { url, isShared: true, origin, isProxied: true, ...(certificate && { certificate }) };
  }
  const certificate = await shared([]);
  const reached = `${certificate ? "https" : "http"}://${addressFor(listen)}:${port}`;
  return { url: reached, isShared: !isLoopback, isProxied: false, ...(certificate && { certificate }) };
}

function refuseOptions({ definition }: CliContext, options: ServeOptions, isLoopback: boolean): void {
  const { listen, url, cert, key, claim, through } = options;
  const shared = Object.entries({ listen: isLoopback ? undefined : listen, url, through }).find(([, value]) => value !== undefined);
  if (shared && isThisMachine(definition.target))
    throw new InputError(
      t`--${shared[0]} ${shared[1] ?? ""}: on target local a page's terminal is a shell on this machine, which nobody else may have`,
      t`Leave --${shared[0]} out: the pages are at http://127.0.0.1:8770`,
    );
  if (through !== undefined && (url !== undefined || listen !== "127.0.0.1"))
    throw new InputError(
      t`--through ${through}: cannot be combined with --url or --listen; the pages are then at https:// and the host's address`,
      t`Leave the others out`,
    );
  if (url !== undefined && !URL.canParse(url))
    throw new InputError(t`--url ${JSON.stringify(url)}: is not an address`, t`Such as --url https://lab.example.org`);
  if ((cert === undefined) !== (key === undefined))
    throw new InputError(t`--cert and --key go together`, t`Name both PEM files: --cert FILE --key FILE`);
  if (claim !== undefined && claim.replace(/[^0-9a-z]/gi, "").length < 8)
    throw new InputError(
      t`--claim ${JSON.stringify(claim)}: is too short; it must have at least 8 letters or digits`,
      t`Whoever guesses it takes a student's seat: --claim docker-4718`,
    );
}

/** A host of the class by its name, else any machine by `user@address`. */
async function relayHost(
  { definition, workspace }: CliContext,
  through: string,
): Promise<{ readonly address: string; readonly login: readonly string[] }> {
  const given = parseLogin(through);
  if (given?.user !== undefined) {
    const { user, address, port = 22 } = given;
    return { address, login: ["ssh", "-p", String(port), `${user}@${address}`] };
  }
  const target = targetOf(definition, workspace);
  const hosts = [...((await target.spares?.()) ?? []), ...(await target.hosts())];
  const host = hosts.find(({ student }) => student === through);
  if (host?.login) return { address: host.address, login: host.login.words };
  throw new FailedError(
    t`--through ${JSON.stringify(through)}: is not a running host of the class`,
    t`Name one (${hosts.map(({ student }) => student).join(", ") || "npx lab up makes them"}), or another machine as user@address`,
  );
}

async function certificateFor({ workspace }: CliContext, { cert, key }: ServeOptions, names: readonly string[]): Promise<Certificate> {
  const { givenCertificate, ownCertificate } = await import("../serve/certificate");
  if (cert !== undefined && key !== undefined) return givenCertificate(cert, key);
  return ownCertificate(workspace, [hostname(), "localhost", "127.0.0.1", ...addresses(), ...names]);
}

/** This machine's addresses that others may reach, IPv4 first. */
function addresses(): string[] {
  const all = Object.values(networkInterfaces()).flatMap((of) => of ?? []);
  return all
    .filter(({ internal, scopeid }) => !internal && (scopeid ?? 0) === 0)
    .sort((a, b) => (a.family < b.family ? -1 : 1))
    .map(({ address }) => address);
}

function addressFor(listen: string): string {
  const address = listen === "0.0.0.0" || listen === "::" ? (addresses()[0] ?? "127.0.0.1") : listen;
  return bracketed(address);
}
