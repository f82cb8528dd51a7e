// `lab serve`: a page with guide, terminal and checks for each student, and a board for the instructor, until Ctrl-C.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { hostname, networkInterfaces, platform } from "node:os";
import { bracketed } from "../../definition/address";
import { FailedError, InputError } from "../../definition/errors";
import { targetOf } from "../../deploy/targets";
import { containersInTheWay, solve } from "../../classroom/solve";
import type { Certificate } from "../../serve/certificate";
import { beTheServer } from "../../serve/one-server";
import type { BoardActions } from "../../serve/served-class";
import type { RunningServer } from "../../serve/server";
import { chosenScenarios } from "../../stacks/scenarios/chosen";
import { classCodes } from "../../workspace/codes";
import { type CliContext, exitCode } from "../context";
import { result, say, table } from "../output";
import { terminalReporter } from "../reporter";
import { resetVerb } from "./reset";

export interface ServeOptions {
  readonly listen: string;
  readonly port: number;
  /** Code with which somebody without a card takes a free seat. @default nobody does */
  readonly claim?: string;
  /** PEM files. @default a certificate of the class's own where others can reach the pages */
  readonly cert?: string;
  readonly key?: string;
  /** Where browsers find the pages, when a proxy stands in front. @default the address that is listened on */
  readonly url?: string;
}

/**
 * Serves until the signal. Returns 0.
 * @throws InputError for options that do not go together, or an address that cannot be listened on; FailedError where the class is served already.
 */
export async function serve(context: CliContext, options: ServeOptions): Promise<number> {
  const { definition, workspace, signal, output } = context;
  const { startServer, isLoopbackAddress } = await import("../../serve/server");
  const isLoopback = isLoopbackAddress(options.listen);
  refuseOptions(context, options, isLoopback);
  const certificate = await certificateFor(context, options, isLoopback);
  const students = definition.students.map(({ name }) => name);
  const reached = options.url ?? `${certificate ? "https" : "http"}://${addressFor(options.listen)}:${options.port}`;
  const codes = await classCodes(workspace, students, isLoopback && options.url === undefined ? undefined : reached);
  const { ends } = targetOf(definition, workspace);
  let server: RunningServer | undefined;
  const release = await beTheServer(workspace, reached, () => server?.served.rounds.recent());
  try {
    server = await startServer({
      ...{ definition, workspace, codes, signal },
      ...{ listen: options.listen, port: options.port },
      hosts: () => targetOf(definition, workspace).hosts(),
      ...(ends && { ends }),
      actions: actionsOf(context),
      ...(options.claim !== undefined && { claim: options.claim }),
      ...(certificate && { certificate }),
      ...(options.url !== undefined && { origin: new URL(options.url).origin }),
    });
    const links = [
      { who: "board", link: `${reached}/#.${codes.board}` },
      ...students.map((student) => ({ who: student, link: `${reached}/#${student}.${codes.students.get(student) ?? ""}` })),
    ];
    print({ url: reached, links, certificate, claim: options.claim, output });
    if (definition.target.kind === "local") openInBrowser(links[1]?.link ?? reached);
    if (!signal.aborted) await once(signal, "abort");
    await server.close();
  } finally {
    release();
  }
  say("The pages are closed. Terminals in tmux or dtach go on, and are there again with the next npx lab serve.");
  return exitCode.ok;
}

interface Printed {
  readonly url: string;
  readonly links: readonly { readonly who: string; readonly link: string }[];
  readonly certificate: Certificate | undefined;
  readonly claim: string | undefined;
  readonly output: CliContext["output"];
}

function print({ url, links, certificate, claim, output }: Printed): void {
  if (output === "json") {
    const fingerprint = certificate?.fingerprint;
    result(
      JSON.stringify({ url, ...(fingerprint !== undefined && { fingerprint }), ...(claim !== undefined && { claim }), links }, null, 2),
    );
    return;
  }
  result(
    table(
      ["who", "link"],
      links.map(({ who, link }) => [who, link]),
    ),
  );
  if (claim !== undefined) result(`\nWithout a card: ${url}/ and the code ${claim}`);
  if (certificate?.isOwn === true)
    result(`\nBrowsers warn of the certificate once: it is the class's own. Its SHA-256 fingerprint:\n${certificate.fingerprint}`);
  say("\nEach link opens a page: hand out one each (npx lab cards prints them), and keep the board's. Ctrl-C ends the pages.");
}

function refuseOptions({ definition }: CliContext, { listen, url, cert, key, claim }: ServeOptions, isLoopback: boolean): void {
  if (definition.target.kind === "local" && !isLoopback)
    throw new InputError(
      `--listen ${listen}: on target local a page's terminal is a shell on this machine, which nobody else may have`,
      "Leave --listen away: the pages are at http://127.0.0.1:8770",
    );
  if (definition.target.kind === "local" && url !== undefined)
    throw new InputError(`--url ${url}: on target local a page's terminal is a shell on this machine`, "Leave --url away");
  if (url !== undefined && !URL.canParse(url))
    throw new InputError(`--url ${JSON.stringify(url)}: is no address`, "Such as --url https://lab.example.org");
  if ((cert === undefined) !== (key === undefined))
    throw new InputError("--cert and --key go together", "Name both PEM files: --cert FILE --key FILE");
  if (claim !== undefined && claim.replace(/[^0-9a-z]/gi, "").length < 8)
    throw new InputError(
      `--claim ${JSON.stringify(claim)}: is too short; it must have at least 8 letters or digits`,
      "Whoever guesses it takes a student's seat: --claim docker-4718",
    );
}

async function certificateFor({ workspace }: CliContext, options: ServeOptions, isLoopback: boolean): Promise<Certificate | undefined> {
  const { givenCertificate, ownCertificate } = await import("../../serve/certificate");
  if (options.cert !== undefined && options.key !== undefined) return givenCertificate(options.cert, options.key);
  if (isLoopback) return undefined;
  return ownCertificate(workspace, [
    hostname(),
    "localhost",
    "127.0.0.1",
    ...addresses(),
    ...(options.url ? [new URL(options.url).hostname] : []),
  ]);
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

/** What the board asks for has been asked about there. */
function actionsOf(context: CliContext): BoardActions {
  const agreed: CliContext = { ...context, yes: true, output: "table", reporter: terminalReporter({ yes: true }) };
  const { definition, workspace, signal } = context;
  return {
    solve: async (student, scenario) => {
      const [use] = chosenScenarios(definition, scenario);
      const host = (await targetOf(definition, workspace).hosts()).find((each) => each.student === student);
      if (!use || !host) throw new FailedError(`${student} has no host`);
      const props = { definition, workspace, host, use, signal };
      const round = await solve(props, await containersInTheWay(props), () => undefined);
      const left = round.results.filter(({ verdict }) => verdict !== "pass");
      if (left.length > 0) throw new FailedError(`${student}: not green: ${left.map(({ check }) => check.id).join(", ")}`);
      return `${student}: ${scenario} ✓`;
    },
    reset: async (student, scenario) => {
      if ((await resetVerb(agreed, { student, scenario })) !== exitCode.ok)
        throw new FailedError(`${student}: ${scenario} is not at its start; the terminal of lab serve says why`);
      return `${student}: ${scenario} ↺`;
    },
  };
}

/** Where there is a desktop; nothing is said where it does not work, for the link is printed. */
function openInBrowser(link: string): void {
  if (process.env["CI"] !== undefined || !process.stdout.isTTY) return;
  if (platform() === "linux" && process.env["DISPLAY"] === undefined && process.env["WAYLAND_DISPLAY"] === undefined) return;
  spawn(platform() === "darwin" ? "open" : "xdg-open", [link], { stdio: "ignore", detached: true })
    .on("error", () => undefined)
    .unref();
}
