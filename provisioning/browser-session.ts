// The sessions behind the terminals of a student's page: they outlive the server and the network, and end with the lab.
import { quote } from "./shell";

/** `tab`: number of the student's terminal, from 1 to 9. */
export function sessionName(className: string, student: string, tab: number): string {
  return `lab-${className}-${student}-${tab}`;
}

/**
 * POSIX sh that attaches to a session, or starts it: in dtach where it is installed, else in tmux without a status line and with the
 * browser's own scrollback, else in a plain shell, which says so.
 * @param folder Where the shell starts. @default the home folder of a login
 */
export function sessionScript(name: string, folder?: string): string {
  return [
    ...(folder === undefined ? [] : [`cd ${quote(folder)} 2>/dev/null || :`]),
    'shell=${SHELL:-/bin/bash}; [ -x "$shell" ] || shell=/bin/sh',
    `export LAB_TERMINAL=${quote(name)}`,
    `if command -v dtach >/dev/null 2>&1; then exec dtach -A "$HOME/.${name}.dtach" -r winch -E -z "$shell" -l; fi`,
    "if command -v tmux >/dev/null 2>&1; then",
    `  exec tmux -L ${quote(name)} -f /dev/null -u new-session -A -s main "$shell" -l \\; set -g status off \\; set -ga terminal-overrides ',*:smcup@:rmcup@' \\; set -g default-command "$shell -l"`,
    "fi",
    `echo 'Neither dtach nor tmux is installed: this terminal ends when the page loses its connection (apt-get install tmux).'`,
    'exec "$shell" -l',
  ].join("\n");
}

/** POSIX sh that ends a student's sessions, except the one that it runs in. */
export function endSessionsScript(className: string, student: string): string {
  const name = `lab-${className}-${student}`;
  return `for socket in "\${TMUX_TMPDIR:-/tmp}/tmux-$(id -u)"/${name}-[1-9] "$HOME"/.${name}-[1-9].dtach; do
  [ -S "$socket" ] || continue
  case "$socket" in
    *".\${LAB_TERMINAL:-none}.dtach" | *"/\${LAB_TERMINAL:-none}") ;;
    *.dtach)
      pkill -u "$(id -u)" -f "^dtach -A $socket " || :
      rm -f "$socket"
      ;;
    *)
      tmux -S "$socket" kill-server 2>/dev/null
      rm -f "$socket"
      ;;
  esac
done`;
}
