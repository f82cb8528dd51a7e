// What a browser's terminal runs: a shell on the student's host through the class's ssh, or one on this machine.
import type { Host } from "../engine/host";
import { sessionName, sessionScript } from "../provisioning/browser-session";
import { shellCommand } from "../provisioning/shell";

export interface TerminalCommand {
  readonly command: string;
  readonly words: readonly string[];
  /** Folder that a shell on this machine starts in. @default the terminal is on a host */
  readonly folder?: string;
}

/** `tab`: number of the student's terminal, from 1. */
export function terminalCommand(host: Host, className: string, tab: number): TerminalCommand {
  const name = sessionName(className, host.student, tab);
  if (host.login === undefined) {
    const folder = host.labsFolder;
    return { command: "/bin/sh", words: ["-c", sessionScript(name, folder)], ...(folder !== undefined && { folder }) };
  }
  const [command = "ssh", ...words] = host.login.words;
  return { command, words: ["-tt", ...words, shellCommand(sessionScript(name))] };
}
