// The host of a student's Engine, where a script can be run: this machine, or one over SSH. The answer is a value to look at.
import { spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { MachineError } from "../definition/errors";
import { knownHostName } from "../definition/address";
import { amount } from "../language/counted";
import { plainLine } from "../definition/plain-text";
import { t } from "../language/translate";
import { type Frame, framedScript, readFrame } from "../provisioning/framed-script";
import { BoundedOutput } from "./bounded-output";

/** What became of a script. Only `done` with status 0 means that it did what it says. */
export type Answer =
  /** It reached its end. */
  | { readonly kind: "done"; readonly status: number; readonly stdout: string; readonly stderr: string }
  /** ssh did not get as far as the script. */
  | {
      readonly kind: "unreachable";
      readonly reason: string;
      /** What is wrong with its host key. @default that was not the reason */
      readonly hostKey?: HostKeyFault;
    }
  /** ssh logged in, but the login shell ended without running it. */
  | { readonly kind: "not begun"; readonly reason: string }
  /** The login shell did not start it in time, or it did not end in time. */
  | { readonly kind: "timed out"; readonly during: "login" | "script"; readonly seconds: number; readonly stdout: string }
  /** It began but did not reach its end: the connection was lost, or its shell was killed. */
  | { readonly kind: "broken off"; readonly reason: string; readonly stdout: string }
  /** The host printed more than is read from one. */
  | { readonly kind: "flooded"; readonly megabytes: number }
  | { readonly kind: "interrupted" };

/** Why ssh does not accept a host's key: it has changed, or nobody has pinned one yet. */
export type HostKeyFault = "changed" | "unknown";

export type Done = Extract<Answer, { kind: "done" }>;

export interface RunOptions {
  /** Seconds until the run is ended. @default 60 */
  readonly timeout?: number;
  /** Bytes that the script may print. @default 1 MB */
  readonly maxBytes?: number;
  /** Its abort ends what is under way. @default nothing ends it early */
  readonly signal?: AbortSignal;
}

/** How a person logs in to a host, and the name under which its key is pinned. */
export interface Login {
  readonly user: string;
  readonly address: string;
  readonly port: number;
  /** Name of the host in known_hosts. */
  readonly knownAs: string;
  /** The class's ssh_config. */
  readonly config: string;
  /** Words of `ssh …` with the class's configuration. */
  readonly words: readonly string[];
}

export interface Host {
  readonly student: string;
  /** Where published ports are reached. */
  readonly address: string;
  /** @default it is this machine */
  readonly login?: Login;
  /** Folder of the exercise files on this machine. @default `~/labs`, as on every host */
  readonly labsFolder?: string;
  /** When it ends by itself, as it currently says. @default it does not, or that is not known */
  readonly ends?: Date;
  /**
   * Runs POSIX sh as the student's user, without input. Never throws for what the host does.
   * @throws MachineError where this machine has no ssh command.
   */
  run(script: string, options?: RunOptions): Promise<Answer>;
}

/** Whether a script reached its end with exit status 0. */
export function succeeded(answer: Answer): answer is Done & { readonly status: 0 } {
  return answer.kind === "done" && answer.status === 0;
}

/** Why a script did not succeed, in one line without the host's name. */
export function failureOf(answer: Answer): string {
  switch (answer.kind) {
    case "done":
      return answer.stderr.trim() === "" ? t`exit status ${answer.status}` : t`exit status ${answer.status}: ${lastLine(answer.stderr)}`;
    case "unreachable":
      return answer.hostKey === undefined ? t`no SSH: ${answer.reason}` : hostKeyFaults[answer.hostKey]();
    case "not begun":
      return t`the login works, and its shell ended without running the command (${answer.reason}): look at ~/.bashrc there`;
    case "timed out":
      return answer.during === "login"
        ? t`the login shell did not start the command within ${amount(answer.seconds, "second")} (a slow ~/.bashrc?)`
        : t`no full answer within ${amount(answer.seconds, "second")}`;
    case "broken off":
      return t`the connection broke off: ${answer.reason}`;
    case "flooded":
      return t`printed more than ${answer.megabytes} MB`;
    case "interrupted":
      return t`interrupted`;
  }
}

const hostKeyFaults: Record<HostKeyFault, () => string> = {
  changed: () => t`its host key is not the one it had before`,
  unknown: () => t`its host key is not known yet`,
};

/** The last line that somebody's machine printed, shortened and safe to print. */
export function lastLine(text: string): string {
  return plainLine(text.trim().split("\n").at(-1) ?? "");
}

/** Nothing of another machine can be asked. */
export function noSsh(): MachineError {
  return new MachineError(t`the ssh command does not run`, t`Install OpenSSH's client (package openssh-client)`);
}

export interface ThisMachineProps {
  /** Where its exercise files are. @default `~/labs` */
  readonly labsFolder?: string;
  /** Where the Engine that scripts talk to listens. @default where the docker command finds it */
  readonly engine?: string;
}

/** This machine. */
export function thisMachine(student: string, address: string, { labsFolder, engine }: ThisMachineProps = {}): Host {
  const own = engine === undefined ? {} : { env: { DOCKER_HOST: engine, DOCKER_CONTEXT: undefined } };
  return {
    student,
    address,
    ...(labsFolder !== undefined && { labsFolder }),
    run: (script, options) => run(["sh", "-s"], script, { overSsh: false, ...own, ...options }),
  };
}

export interface SshAddress {
  readonly address: string;
  readonly user: string;
  readonly port: number;
  /** Name under which the host's key is pinned. @default its address, with its port where that is not 22 */
  readonly hostKeyAlias?: string;
}

export function sshHost(student: string, { address, user, port, hostKeyAlias }: SshAddress, config: string): Host {
  const words = [
    "ssh",
    ...["-F", config, "-p", String(port)],
    ...(hostKeyAlias === undefined ? [] : ["-o", `HostKeyAlias=${hostKeyAlias}`]),
    `${user}@${address}`,
  ];
  const knownAs = hostKeyAlias ?? knownHostName({ address, port });
  return {
    student,
    address,
    login: { user, address, port, knownAs, config, words },
    run: (script, options = {}) =>
      // the host ends what runs there too: a multiplexed connection outlives the ssh that is killed here
      run([...words, "timeout", "-k", "2", String(options.timeout ?? defaultTimeout), "sh", "-s"], script, { overSsh: true, ...options }),
  };
}

const defaultTimeout = 60;
const defaultMaxBytes = 1_000_000;
/** Seconds that the host has to end a run itself before we do. */
const grace = 3;
/** Milliseconds that the pipes may stay open after the script's end. */
const lingerMs = 2000;
/** Bytes that a login shell may print before the script, and that standard error may have in total. */
const noiseBytes = 16_000_000;
/** Bytes of standard error that are kept: its end. */
const keptErrorBytes = 64_000;

async function run(
  [command = "sh", ...words]: readonly string[],
  script: string,
  {
    timeout = defaultTimeout,
    maxBytes = defaultMaxBytes,
    signal,
    overSsh,
    env,
  }: RunOptions & {
    readonly overSsh: boolean;
    /** Variables beside this process's own. @default none */
    readonly env?: NodeJS.ProcessEnv;
  },
): Promise<Answer> {
  if (signal?.aborted) return { kind: "interrupted" };
  const marker = randomBytes(16).toString("hex");
  const child = spawn(command, words, { stdio: ["pipe", "pipe", "pipe"], env: { ...process.env, ...env } });
  const output = new BoundedOutput({ begin: `${marker} begin\n`, maxBytes, noiseBytes, keptErrorBytes });
  let ended: "flooded" | "late" | "interrupted" | undefined;
  const release = () => {
    child.kill("SIGKILL");
    child.stdout.destroy();
    child.stderr.destroy();
  };
  const end = (why: typeof ended) => {
    ended ??= why;
    release();
  };
  let lingering: NodeJS.Timeout | undefined;
  // whoever else holds the pipes, such as the shared connection or a process in the background, is not waited for
  const over = () => {
    // on a busy machine the timer may fire before the pipes were read once: that happens before setImmediate
    lingering ??= setTimeout(() => setImmediate(release), lingerMs);
  };
  const interrupt = () => end("interrupted");
  signal?.addEventListener("abort", interrupt, { once: true });
  const limit = setTimeout(() => end("late"), (timeout + (overSsh ? grace : 0)) * 1000);
  child.stdout.on("data", (data: Buffer) => {
    if (!output.addStdout(data)) end("flooded");
    else if (data.includes(`${marker} end `)) over();
  });
  child.stderr.on("data", (data: Buffer) => output.addStderr(data) || end("flooded"));
  child.stdin.on("error", () => undefined); // a host that does not read: its answer says why
  child.stdin.end(framedScript(script, marker));
  const { code, failure } = await new Promise<{ code: number | null; failure: NodeJS.ErrnoException | undefined }>((resolve) => {
    child.once("error", (failure) => resolve({ code: null, failure }));
    child.once("exit", over);
    child.once("close", (code) => resolve({ code, failure: undefined }));
  });
  clearTimeout(limit);
  clearTimeout(lingering);
  signal?.removeEventListener("abort", interrupt);
  if (overSsh && failure?.code === "ENOENT") throw noSsh();
  const frame = readFrame(output.stdout, output.stderr, marker);
  if (frame.status !== undefined && ended === undefined)
    return { kind: "done", status: frame.status, stdout: frame.stdout, stderr: frame.stderr };
  return unfinished(frame, { code, failure, ended, overSsh, timeout, maxBytes });
}

interface Ending {
  readonly code: number | null;
  readonly failure: Error | undefined;
  readonly ended: "flooded" | "late" | "interrupted" | undefined;
  readonly overSsh: boolean;
  readonly timeout: number;
  readonly maxBytes: number;
}

function unfinished({ began, stdout, stderr }: Frame, { code, failure, ended, overSsh, timeout, maxBytes }: Ending): Answer {
  if (ended === "interrupted") return { kind: "interrupted" };
  if (ended === "flooded") return { kind: "flooded", megabytes: Math.ceil((began ? maxBytes : noiseBytes) / 1e6) };
  // timeout on the host ends a script with 124, or 137 where it had to kill
  if (ended === "late" || code === 124 || code === 137)
    return { kind: "timed out", during: began ? "script" : "login", seconds: timeout, stdout };
  const reason = failure ? failure.message : lastLine(stderr) || (code === null ? t`ended with a signal` : t`ended with ${code}`);
  if (began) return { kind: "broken off", reason, stdout };
  // ssh's own failures end it with 255; any other status comes from what ran there
  if (overSsh && code !== null && code !== 255) return { kind: "not begun", reason };
  const hostKey = hostKeyFault(stderr);
  return { kind: "unreachable", reason, ...(hostKey && { hostKey }) };
}

/** "Host key verification failed" alone could mean either. */
function hostKeyFault(stderr: string): HostKeyFault | undefined {
  if (/REMOTE HOST IDENTIFICATION HAS CHANGED/.test(stderr)) return "changed";
  return /host key is known for /.test(stderr) ? "unknown" : undefined;
}
