// What a browser's terminal runs: a shell on the student's host through the class's ssh, or one on this machine.
import type { Host } from "../engine/host";
import { quote } from "../provisioning/shell";

export interface TerminalCommand {
  readonly command: string;
  readonly words: readonly string[];
  /** Folder that a shell on this machine starts in. */
  readonly folder?: string;
}

/**
 * A session that outlives the server and the network: dtach where it is there, else tmux without a line of its own and with the
 * browser's own scrollback, else a plain shell, which says so.
 */
function sessionScript(name: string, folder: string | undefined): string {
  const socket = `"$HOME/.${name}.dtach"`;
  return [
    ...(folder === undefined ? [] : [`cd ${quote(folder)} 2>/dev/null`]),
    'shell=${SHELL:-/bin/bash}; [ -x "$shell" ] || shell=/bin/sh',
    `if command -v dtach >/dev/null 2>&1; then exec dtach -A ${socket} -r winch -E -z "$shell" -l; fi`,
    "if command -v tmux >/dev/null 2>&1; then",
    `  exec tmux -L ${quote(name)} -f /dev/null -u new-session -A -s main "$shell" -l \\; set -g status off \\; set -ga terminal-overrides ',*:smcup@:rmcup@' \\; set -g default-command "$shell -l"`,
    "fi",
    `echo 'Neither dtach nor tmux is here: this terminal ends when the page loses its connection (apt-get install tmux).'`,
    'exec "$shell" -l',
  ].join("\n");
}

/** `tab`: number of the student's terminal, from 1. */
export function terminalCommand(host: Host, className: string, tab: number): TerminalCommand {
  const name = `lab-${className}-${host.student}-${tab}`;
  if (host.login === undefined) {
    const folder = host.labsFolder;
    return { command: "/bin/sh", words: ["-c", sessionScript(name, folder)], ...(folder !== undefined && { folder }) };
  }
  const [command = "ssh", ...words] = host.login.words;
  return { command, words: ["-tt", ...words, `sh -c ${quote(sessionScript(name, undefined))}`] };
}
