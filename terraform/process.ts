// One Terraform command as a process of its own. Its output goes to files: if `lab` is killed, Terraform goes on and writes its state.
import { type ChildProcess, spawn } from "node:child_process";
import { closeSync, openSync, readFileSync, rmSync } from "node:fs";
import { platform } from "node:os";
import { join } from "node:path";
import { interruptSteps, terraformOutput } from "../definition/limits";
import { forgetTerraform, noteTerraform } from "../workspace/terraform-process";
import { descendantsOf } from "./descendants";
import { FollowedFile } from "./follow-file";

export interface TerraformCommand {
  readonly command: string;
  readonly words: readonly string[];
  readonly folder: string;
  readonly environment: NodeJS.ProcessEnv;
  /** This run's own folder, for the output. */
  readonly outputFolder: string;
  /** Seconds until it is interrupted. */
  readonly timeout: number;
  /** Whether it has state to write: if not, a second interrupt ends it at once. */
  readonly writesState: boolean;
  /** Data limit in MB of each of its processes, where the system can set one (Linux). @default no limit */
  readonly dataLimit?: number;
  readonly signal: AbortSignal;
  /** Seconds after an interrupt. @default `interruptSteps` */
  readonly steps?: { readonly connections: number; readonly providers: number; readonly kill: number };
  /** MB that it may print. @default `terraformOutput` */
  readonly maxMegabytes?: number;
  /** State file on this machine that it works on. @default none, or one elsewhere */
  readonly stateFile?: string;
}

/** Why a command was interrupted. */
export type Stop = "interrupted" | "late" | "flooded";

export interface Ended {
  /** Exit status. @default a signal ended it, or it did not start */
  readonly status?: number;
  /** Why we stopped it. @default we did not */
  readonly stopped?: Stop;
  /** Whether it did not end after an interrupt and was killed: its state may lack what it did last. */
  readonly killed: boolean;
  /** The end of standard error; why the command did not start. */
  readonly stderr: string;
}

const readEvery = 200;
const endAgainEvery = 5;
const keptStderr = 64_000;

/** Runs it to its end, however it ends. */
export async function runTerraform(given: TerraformCommand, onLine: (line: string, cut: boolean) => void): Promise<Ended> {
  if (given.signal.aborted) return { stopped: "interrupted", killed: false, stderr: "" };
  const [stdoutPath, stderrPath] = [join(given.outputFolder, "stdout"), join(given.outputFolder, "stderr")];
  const descriptors = [stdoutPath, stderrPath].map((path) => openSync(path, "a", 0o600));
  const maxBytes = (given.maxMegabytes ?? terraformOutput.megabytes) * 1e6;
  const maxLine = terraformOutput.lineKilobytes * 1000;
  const files = [
    new FollowedFile(stdoutPath, { maxBytes, maxLine, onLine }),
    new FollowedFile(stderrPath, { maxBytes, maxLine, onLine: () => undefined }),
  ];
  const [program = "", ...words] = limited(given);
  // in a process group of its own: a terminal's Ctrl-C reaches it only once, through us, because a second one would lose state
  const child = spawn(program, words, {
    cwd: given.folder,
    env: given.environment,
    detached: true,
    stdio: ["ignore", ...descriptors],
  });
  for (const descriptor of descriptors) closeSync(descriptor);
  const { stateFile } = given;
  if (stateFile !== undefined && child.pid !== undefined) noteTerraform(stateFile, child.pid, given.command);
  const ending = new Ending(child, given);
  const reading = setInterval(() => {
    for (const file of files) file.read();
    if (files.some(({ flooded }) => flooded)) ending.begin("flooded");
  }, readEvery);
  const { code, failure } = await new Promise<{ code: number | null; failure: Error | undefined }>((resolve) => {
    child.once("error", (failure) => resolve({ code: null, failure }));
    child.once("exit", (code) => resolve({ code, failure: undefined }));
  });
  clearInterval(reading);
  ending.over();
  if (stateFile !== undefined) forgetTerraform(stateFile);
  for (const file of files) file.close();
  const stderr = failure?.message ?? readFileSync(stderrPath).subarray(-keptStderr).toString("utf8");
  for (const path of [stdoutPath, stderrPath]) rmSync(path, { force: true });
  return {
    ...(code !== null && { status: code }),
    ...(ending.stopped && { stopped: ending.stopped }),
    killed: ending.killed,
    stderr,
  };
}

/** The limit is set by the shell that becomes Terraform; providers inherit it. */
function limited({ command, words, dataLimit }: TerraformCommand): string[] {
  if (dataLimit === undefined || platform() !== "linux") return [command, ...words];
  return ["sh", "-c", 'ulimit -d "$0" 2>/dev/null; exec "$@"', String(dataLimit * 1024), command, ...words];
}

/** The steps that make sure it ends. */
class Ending {
  stopped: Stop | undefined;
  killed = false;
  private readonly timers: NodeJS.Timeout[] = [];

  constructor(
    private readonly child: ChildProcess,
    private readonly given: TerraformCommand,
  ) {
    given.signal.addEventListener("abort", this.interrupt, { once: true });
    this.after(given.timeout, () => this.begin("late"));
  }

  begin(why: Stop): void {
    if (this.stopped) return;
    this.stopped = why;
    this.child.kill("SIGINT");
    const { connections, providers, kill } = this.given.steps ?? interruptSteps;
    if (!this.given.writesState) {
      this.after(connections, () => this.child.kill("SIGINT"));
      this.after(2 * connections, () => this.killAll());
      return;
    }
    // one that floods is not waited for
    this.after(why === "flooded" ? 0 : connections, () => this.end(isConnection));
    this.after(providers, () => this.end(isProvider));
    this.after(kill, () => this.killAll());
  }

  over(): void {
    this.given.signal.removeEventListener("abort", this.interrupt);
    for (const timer of this.timers) clearTimeout(timer);
  }

  private readonly interrupt = (): void => this.begin("interrupted");

  private after(seconds: number, action: () => void): void {
    this.timers.push(setTimeout(action, seconds * 1000));
  }

  /** Ends what Terraform waits for, again and again: it may start more. */
  private end(isMeant: (name: string) => boolean): void {
    const { pid } = this.child;
    if (pid === undefined) return;
    void descendantsOf(pid).then((all) => {
      if (this.child.exitCode !== null || this.child.signalCode !== null) return;
      for (const { pid, name } of all) if (isMeant(name)) signal(pid, "SIGTERM");
      this.after(endAgainEvery, () => this.end(isMeant));
    });
  }

  private killAll(): void {
    this.killed = true;
    if (this.child.pid !== undefined) signal(-this.child.pid, "SIGKILL");
  }
}

function isConnection(name: string): boolean {
  return name === "ssh";
}

function isProvider(name: string): boolean {
  return name.startsWith("terraform-prov");
}

/** Signals a process, or a group by its negative id; one that is gone is not an error. */
function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ESRCH") throw error;
  }
}
