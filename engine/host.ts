// The host of a student's Engine, where a script can be run: this machine, or one over SSH.
import { execa } from "execa";
import type { ClassDefinition } from "../definition/class-definition";
import { hostOf, readSeats } from "../workspace/seats";
import { writeSshConfig } from "../workspace/ssh";
import type { Workspace } from "../workspace/workspace";

export interface RunResult {
  /** Exit status; 255 when ssh could not connect, 124 when the time was up. */
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

export interface RunOptions {
  /** Seconds until the run is ended. @default 60 */
  readonly timeout?: number;
  /** Bytes of output that are kept. @default 1 MB */
  readonly maxBytes?: number;
  /** Called with each piece of standard output and error. */
  readonly onOutput?: (text: string) => void;
  readonly signal?: AbortSignal;
}

/** ssh's own exit status: it did not come as far as the command. */
export const unreachable = 255;
/** Exit status of a run whose time was up. */
export const timedOut = 124;

export interface EngineHost {
  readonly student: string;
  /** Where published ports are reached. */
  readonly address: string;
  /** `ssh …` as a person would type it; absent on this machine. */
  readonly login?: readonly string[];
  /** Runs POSIX sh as the student's user, with the script on standard input. Never throws for what the script does. */
  run(script: string, options?: RunOptions): Promise<RunResult>;
}

/** The hosts of a class, in the roster's order, without Terraform or its state. */
export async function engineHosts(definition: ClassDefinition, workspace: Workspace): Promise<EngineHost[]> {
  const { target } = definition;
  switch (target.kind) {
    case "local": {
      const address = target.bind === "0.0.0.0" || target.bind === "::" ? "127.0.0.1" : target.bind;
      return definition.students.map(({ name }) => ({
        student: name,
        address,
        run: (script, options) => run("sh", ["-s"], script, options),
      }));
    }
    case "hosts": {
      const config = writeSshConfig(definition, workspace);
      return definition.students.flatMap(({ name }) => {
        const machine = target.machines.get(name);
        return machine ? [sshHost(name, machine, config)] : [];
      });
    }
    case "aws": {
      // the SDK takes a third of a second to load, which only a class on EC2 should wait for
      const { runningHosts } = await import("../aws/instances");
      const config = writeSshConfig(definition, workspace);
      const seats = readSeats(definition, workspace);
      const running = await runningHosts(target.region, definition.name);
      return definition.students.flatMap(({ name }) => {
        const instance = running.get(hostOf(name, seats));
        if (!instance) return [];
        return [sshHost(name, { address: instance.address, user: "ubuntu", port: 22, hostKeyAlias: instance.id }, config)];
      });
    }
  }
}

export interface SshAddress {
  readonly address: string;
  readonly user: string;
  readonly port: number;
  /** Name under which the host's key is pinned. @default its address */
  readonly hostKeyAlias?: string;
}

export function sshHost(student: string, { address, user, port, hostKeyAlias }: SshAddress, config: string): EngineHost {
  const login = [
    "ssh",
    ...["-F", config, "-p", String(port)],
    ...(hostKeyAlias === undefined ? [] : ["-o", `HostKeyAlias=${hostKeyAlias}`]),
    `${user}@${address}`,
  ];
  return {
    student,
    address,
    login,
    run: (script, options = {}) => run("ssh", [...login.slice(1), ...bounded(options), "sh", "-s"], script, options),
  };
}

/** The host ends what runs there too: a multiplexed connection outlives the ssh that is ended here. */
function bounded({ timeout = defaultTimeout }: RunOptions): string[] {
  return ["timeout", "-k", "2", String(timeout)];
}

const defaultTimeout = 60;
/** Seconds that the host has to end a run itself before it is given up. */
const grace = 3;

async function run(
  command: string,
  words: readonly string[],
  script: string,
  { timeout = defaultTimeout, maxBytes = 1_000_000, onOutput, signal }: RunOptions = {},
): Promise<RunResult> {
  const child = execa(command, words, {
    input: script,
    reject: false,
    maxBuffer: maxBytes,
    stripFinalNewline: false,
    ...(signal && { cancelSignal: signal }),
  });
  const state = { late: false };
  const limit = setTimeout(
    () => {
      state.late = true;
      child.kill("SIGKILL");
      // whoever else holds the pipes, such as the shared connection, is not waited for
      child.stdout.destroy();
      child.stderr.destroy();
    },
    (timeout + (command === "ssh" ? grace : 0)) * 1000,
  );
  if (onOutput) {
    child.stdout.on("data", (data: Buffer) => onOutput(String(data)));
    child.stderr.on("data", (data: Buffer) => onOutput(String(data)));
  }
  const { exitCode, stdout, stderr } = await child;
  clearTimeout(limit);
  return { code: state.late ? timedOut : (exitCode ?? unreachable), stdout, stderr };
}
