// A terminal on a student's Engine host, with an interactive shell in which commands are typed as a person types them.
import { type ChildProcessWithoutNullStreams, spawn } from "node:child_process";
import { platform } from "node:os";
import { setTimeout as sleep } from "node:timers/promises";
import { stripVTControlCharacters } from "node:util";
import { t } from "../language/translate";
import type { Login } from "./host";

/** What readline writes when it starts waiting for a line, and when it has one. */
const waits = "\u001b[?2004h";
const reads = "\u001b[?2004l";

/** Where a terminal is opened: by a login over ssh, or on this machine. */
export interface TerminalHost {
  /** @default it is this machine */
  readonly login?: Pick<Login, "words">;
}

export class Terminal {
  private output = "";
  private changed = Date.now();
  private ended = false;
  private readonly shell: ChildProcessWithoutNullStreams;

  private constructor(host: TerminalHost) {
    const [command = "", ...words] = terminalCommand(host);
    this.shell = spawn(command, words, { env: { ...process.env, TERM: "xterm" } });
    const hear = (data: Buffer) => {
      this.output += String(data);
      this.changed = Date.now();
    };
    this.shell.stdout.on("data", hear);
    this.shell.stderr.on("data", hear);
    this.shell.on("error", () => (this.ended = true)).on("close", () => (this.ended = true));
    // a shell that has ended takes no more input
    this.shell.stdin.on("error", () => undefined);
  }

  /** @throws Error when no shell answers within 30 seconds. */
  static async open(host: TerminalHost): Promise<Terminal> {
    const terminal = new Terminal(host);
    await terminal.prompt(0, 30);
    // wide, so that no line of an output is broken
    await terminal.type("stty cols 250 rows 50");
    return terminal;
  }

  /**
   * Pastes commands, waits for the next prompt, and returns what the terminal showed meanwhile, including what was typed.
   * @throws Error when there is no prompt within `seconds`, or the shell has ended.
   */
  async type(commands: string, seconds = 300): Promise<string> {
    const from = this.output.length;
    const bracketed = commands.includes("\n") && this.output.includes(waits);
    this.shell.stdin.write(bracketed ? `\u001b[200~${commands}\u001b[201~\n` : `${commands}\n`);
    await this.prompt(from, seconds);
    return shown(this.output.slice(from));
  }

  close(): void {
    this.shell.stdin.end();
    this.shell.kill();
  }

  private async prompt(from: number, seconds: number): Promise<void> {
    const limit = Date.now() + seconds * 1000;
    for (;;) {
      const output = this.output.slice(from);
      const quiet = Date.now() - this.changed;
      const [on, off] = [output.lastIndexOf(waits), output.lastIndexOf(reads)];
      if (on > off && quiet > 100) return;
      // a shell without bracketed paste, such as an old one in a container
      if (quiet > 1500 && /[$#] $/.test(stripVTControlCharacters(output))) return;
      if (this.ended) throw new Error(t`The shell has ended:\n${shown(output)}`);
      if (Date.now() > limit) throw new Error(t`No prompt within ${seconds} s:\n${shown(output)}`);
      await sleep(50);
    }
  }
}

function terminalCommand({ login }: TerminalHost): string[] {
  if (login !== undefined) return ["ssh", "-tt", ...login.words.slice(1)];
  return platform() === "darwin" ? ["script", "-q", "/dev/null", "bash"] : ["script", "-qfc", "bash", "/dev/null"];
}

/** Output as a terminal would show it: what was overwritten is gone. */
export function shown(output: string): string {
  return stripVTControlCharacters(output)
    .replaceAll(/\r+\n/g, "\n")
    .split("\n")
    .map((line) => line.split("\r").at(-1) ?? "")
    .join("\n");
}
