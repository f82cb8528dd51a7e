// Pages that are reached through another host: an ssh that forwards its port here, restarted whenever the connection is lost.
import { spawn } from "node:child_process";
import { randomInt } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { FailedError } from "../definition/errors";
import { lastLine } from "../engine/host";
import { t } from "../language/translate";
import { relayReady, relayScript } from "../provisioning/relay";
import { shellCommand } from "../provisioning/shell";

export interface RelayProps {
  readonly className: string;
  /** `ssh …` to the host, as words. */
  readonly login: readonly string[];
  /** Port of this machine's loopback where the pages are. */
  readonly port: number;
  /** Called when the connection is lost, with the reason, and when it is back. */
  readonly onChange: (text: string) => void;
  /** Its abort closes the host's port. */
  readonly signal: AbortSignal;
}

/** Seconds until the host's port must be open, and until a lost connection is retried. */
const seconds = { open: 60, again: 2 } as const;

/**
 * Opens the host's port, and reopens it whenever the connection was lost, until the signal.
 * @throws FailedError where the host cannot be reached, or does not open its port.
 */
export async function openRelay(props: RelayProps): Promise<void> {
  const tunnel = await openTunnel(props);
  void keep(tunnel, props);
}

async function keep(first: Tunnel, props: RelayProps): Promise<void> {
  const { onChange, signal } = props;
  let tunnel: Tunnel | undefined = first;
  for (;;) {
    const reason = await tunnel?.ended;
    if (signal.aborted) return;
    if (reason !== undefined) onChange(t`The connection to the relay was lost (${reason}); retrying until it is back`);
    await sleep(seconds.again * 1000, undefined, { signal }).catch(() => undefined);
    tunnel = await openTunnel(props).catch(() => undefined);
    if (tunnel) onChange(t`The relay is back`);
  }
}

interface Tunnel {
  /** Why it ended, in one line. */
  readonly ended: Promise<string>;
}

async function openTunnel({ className, login, port, signal }: RelayProps): Promise<Tunnel> {
  const [command = "ssh", ...words] = login;
  // another port each time: the host may hold that of a lost connection for a while
  const remote = randomInt(20_000, 30_000);
  const options = [
    ...["BatchMode=yes", "ControlPath=none", "ClearAllForwardings=no", "ExitOnForwardFailure=yes"],
    ...["ConnectTimeout=15", "ServerAliveInterval=10", "ServerAliveCountMax=3"],
  ].flatMap((option) => ["-o", option]);
  const script = shellCommand(relayScript(className, remote));
  const child = spawn(command, [...options, "-R", `127.0.0.1:${remote}:127.0.0.1:${port}`, ...words, script], {
    // its input stays open until this process ends, and then the host closes its port; the terminal's Ctrl-C must not reach it
    detached: true,
    signal,
  });
  child.stdin.on("error", () => undefined);
  let [stdout, stderr] = ["", ""];
  child.stderr.on("data", (data: Buffer) => (stderr = (stderr + data.toString()).slice(-4000)));
  const ended = new Promise<string>((resolve) => {
    child.once("error", (error) => resolve(error.message));
    child.once("close", (code) => resolve(lastLine(stderr) || (code === null ? t`ssh ended with a signal` : t`ssh ended with ${code}`)));
  });
  const ready = new Promise<undefined>((resolve) =>
    child.stdout.on("data", (data: Buffer) => {
      stdout = (stdout + data.toString()).slice(-4000);
      if (stdout.includes(relayReady)) resolve(undefined);
    }),
  );
  const late = sleep(seconds.open * 1000, t`did not open its port within ${seconds.open} seconds`, { ref: false });
  const failure = await Promise.race([ready, ended, late]);
  if (failure === undefined) return { ended };
  child.kill("SIGKILL");
  throw new FailedError(t`The relay cannot be used: ${failure}`, t`Try it by hand: ${[command, ...words].join(" ")}`);
}
