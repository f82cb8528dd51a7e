// A command in a pty of this machine.
import type { IPty } from "@lydell/node-pty";
import { keptInput } from "./limits";
import { PtyInput } from "./pty-input";
import type { TerminalCommand } from "./terminal-command";
import type { Pty, Size } from "./terminal-session";

/** A pty that was opened. */
export interface OpenPty extends Pty {
  onData(listener: (data: Buffer) => void): void;
  onExit(listener: (event: { exitCode: number }) => void): void;
}

/** What node-pty's types leave out and its terminals have on Unix. */
interface UnixPty extends IPty {
  readonly fd: number;
  on(event: "close", listener: () => void): void;
}

function isUnix(pty: IPty): pty is UnixPty {
  return "fd" in pty && "on" in pty;
}

export async function openPty({ command, words, folder }: TerminalCommand, { columns, rows }: Size): Promise<OpenPty> {
  const { spawn } = await import("@lydell/node-pty");
  const pty = spawn(command, [...words], {
    name: "xterm-256color",
    cols: columns,
    rows,
    // raw bytes: a character may be cut in two
    encoding: null,
    env: shellEnvironment(),
    ...(folder !== undefined && { cwd: folder }),
  });
  if (!isUnix(pty)) throw new Error("a pty without a file");
  const input = new PtyInput(pty.fd, keptInput);
  // the exit event comes only after the descriptor is closed
  pty.on("close", () => input.end());
  return {
    write: (data) => input.add(data),
    resize: (width, height) => pty.resize(width, height),
    pause: () => pty.pause(),
    resume: () => pty.resume(),
    kill: (signal) => {
      input.end();
      try {
        pty.kill(signal);
      } catch {
        // it has ended already
      }
    },
    // typed as text, but without an encoding it is bytes
    onData: (listener) => pty.onData((data: unknown) => Buffer.isBuffer(data) && listener(data)),
    onExit: (listener) => pty.onExit(listener),
  };
}

/** This machine's environment, without variables that would nest one tmux in another or hand passwords to a shell. */
function shellEnvironment(): Record<string, string> {
  return Object.fromEntries(
    Object.entries(process.env).flatMap(([name, value]) =>
      value === undefined || name.startsWith("LAB_SECRET_") || name === "TMUX" ? [] : [[name, value]],
    ),
  );
}
