// `lab serve`: a page with guide, terminal and checks for each student, and a board for the instructor, until Ctrl-C.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { platform } from "node:os";
import { FailedError } from "../../definition/errors";
import { isThisMachine } from "../../definition/targets";
import { targetOf } from "../../deploy/targets";
import { ownOn } from "../../deploy/traces";
import { labGraph } from "../../engine/lab-graph";
import { hostOfStudent } from "../../engine/student-host";
import { containersInTheWay, solve } from "../../classroom/solve";
import { t } from "../../language/translate";
import type { Certificate } from "../../serve/certificate";
import { beTheServer, shownOf } from "../../serve/one-server";
import { openRelay } from "../../serve/relay";
import type { BoardActions } from "../../serve/served-class";
import type { RunningServer } from "../../serve/server";
import { chosenScenarios } from "../../stacks/scenarios/chosen";
import { classCodes } from "../../workspace/codes";
import { type CliContext, exitCode } from "../context";
import { result, say, table } from "../output";
import { pagesAddress, type ServeOptions } from "../pages-address";
import { terminalReporter } from "../reporter";
import { resetVerb } from "./reset";

/**
 * Serves until the signal. Returns 0.
 * @throws InputError for options that do not go together, or an address that cannot be listened on; FailedError where the class is served
 * already, or where the host to go through cannot be used.
 */
export async function serve(context: CliContext, options: ServeOptions): Promise<number> {
  const { definition, workspace, signal, output } = context;
  const { startServer } = await import("../../serve/server");
  const { url, isShared, certificate, origin, isProxied, relay: login } = await pagesAddress(context, options);
  const students = definition.students.map(({ name }) => name);
  const codes = await classCodes(workspace, students, isShared ? url : undefined);
  let server: RunningServer | undefined;
  const over = new AbortController();
  const release = await beTheServer(workspace, { url, shown: shownOf(definition) }, () => server?.served.rounds.recent());
  try {
    server = await startServer({
      ...{ definition, workspace, codes, signal },
      ...{ listen: options.listen, port: options.port },
      hosts: () => targetOf(definition, workspace).hosts(),
      graph: (host) => labGraph(host, { own: ownOn(host, context) }),
      actions: actionsOf(context),
      ...(options.claim !== undefined && { claim: options.claim }),
      isProxied,
      ...(certificate && { certificate }),
      ...(origin !== undefined && { origin }),
    });
    if (login)
      await openRelay({
        ...{ className: definition.name, login, port: server.port, onChange: say },
        signal: AbortSignal.any([signal, over.signal]),
      });
    const links = [
      { who: "board", link: `${url}/#.${codes.board}` },
      ...students.map((student) => ({ who: student, link: `${url}/#${student}.${codes.students.get(student) ?? ""}` })),
    ];
    print({ url, links, certificate, claim: options.claim, output });
    if (output === "table") say(whoOpensThem(isShared, definition));
    if (isThisMachine(definition.target)) openInBrowser(links[1]?.link ?? url);
    if (!signal.aborted) await once(signal, "abort");
  } finally {
    over.abort();
    await server?.close();
    release();
  }
  say(t`The pages are closed. Terminals in tmux or dtach go on, and are there again with the next npx lab serve.`);
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
      [t`who`, t`link`],
      links.map(({ who, link }, at) => [at === 0 ? t`board` : who, link]),
    ),
  );
  if (claim !== undefined) result(t`\nWithout a card: ${url}/ and the code ${claim}`);
  if (certificate?.isOwn === true)
    result(t`\nBrowsers warn of the certificate once: it is the class's own. Its SHA-256 fingerprint:\n${certificate.fingerprint}`);
}

function whoOpensThem(isShared: boolean, { target }: CliContext["definition"]): string {
  if (isShared)
    return t`\nEach link opens a page: hand out one each (npx lab cards prints them), and keep the board's. Ctrl-C ends the pages.`;
  return isThisMachine(target)
    ? t`\nThese links open on this machine alone. Ctrl-C ends the pages.`
    : t`\nThese links open on this machine alone. For students: npx lab serve --listen 0.0.0.0, or --through a host that all of them reach. Ctrl-C ends the pages.`;
}

/** The board has already asked for confirmation. */
function actionsOf(context: CliContext): BoardActions {
  const agreed: CliContext = { ...context, yes: true, output: "table", reporter: terminalReporter({ yes: true, signal: context.signal }) };
  const { definition, workspace, signal } = context;
  return {
    solve: async (student, scenario) => {
      const host = hostOfStudent(await targetOf(definition, workspace).hosts(), student);
      for (const use of chosenScenarios(definition, scenario)) {
        const props = { definition, workspace, host, use, signal };
        const round = await solve(props, await containersInTheWay(props), () => undefined);
        const left = round.results.filter(({ verdict }) => verdict !== "pass");
        if (left.length > 0) throw new FailedError(t`${student}: not green: ${left.map(({ check }) => check.id).join(", ")}`);
      }
      return `${student}: ${scenario} ✓`;
    },
    reset: async (student, scenario) => {
      if ((await resetVerb(agreed, { student, scenario })) !== exitCode.ok)
        throw new FailedError(t`${student}: ${scenario} is not at its start; the terminal of lab serve says why`);
      return `${student}: ${scenario} ↺`;
    },
  };
}

/** Only on a desktop; failures are ignored, since the link is printed. */
function openInBrowser(link: string): void {
  if (process.env["CI"] !== undefined || !process.stdout.isTTY) return;
  if (platform() === "linux" && process.env["DISPLAY"] === undefined && process.env["WAYLAND_DISPLAY"] === undefined) return;
  spawn(platform() === "darwin" ? "open" : "xdg-open", [link], { stdio: "ignore", detached: true })
    .on("error", () => undefined)
    .unref();
}
