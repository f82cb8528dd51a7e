// Serves a class's pages through a host where nobody can reach the machine that serves them: on the port of https, the only one that
// most networks let out. systemd forwards its connections to an ssh tunnel.
import { openPorts } from "../definition/pins";
import { quote } from "./shell";

/** What the script prints once the port is open. */
export const relayReady = "lab-pages ready";

const proxy = "/usr/lib/systemd/systemd-socket-proxyd";

/**
 * POSIX sh that opens the port until its standard input ends. What an earlier run of the class left open is closed first.
 * @param tunnel Port of the host's loopback that leads to the pages.
 */
export function relayScript(className: string, tunnel: number): string {
  const units = `lab-pages.${className}`;
  const own = `${units}.${tunnel}`;
  return `root() { if [ "$(id -u)" = 0 ]; then "$@"; else sudo -n "$@"; fi; }
close() { root systemctl stop "$1.socket" "$1.service" 2>/dev/null; root systemctl reset-failed "$1.socket" "$1.service" 2>/dev/null; }
[ -x ${proxy} ] || { echo "systemd-socket-proxyd is not on this host (Ubuntu and Debian have it with systemd)" >&2; exit 1; }
root true || { echo "port ${openPorts.pages} needs sudo without a password on this host" >&2; exit 1; }
close ${quote(`${units}.*`)}
root systemd-run --quiet --unit=${own} --socket-property=ListenStream=${openPorts.pages} -p LimitNOFILE=65536 ${proxy} --connections-max=8192 127.0.0.1:${tunnel} || {
  close ${own}
  echo "port ${openPorts.pages} cannot be opened on this host; does something listen on it?" >&2
  exit 1
}
echo '${relayReady}'
cat >/dev/null
close ${own}
`;
}
