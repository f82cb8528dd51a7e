// The script that shows why a host is broken: how it was set up, what runs, what it is short of. Read-only, and bounded.
import { hostFolder } from "./host-folder";

/** POSIX sh that sets $root to the prefix of a command that needs root: empty for root itself, and where there is no sudo. */
export const rootPrefix = `root="sudo -n"
if [ "$(id -u)" = 0 ] || ! command -v sudo >/dev/null; then root=""; fi`;

/** POSIX sh for the host's user; each part begins with a line `== NAME`. */
export function supportScript(): string {
  return `command -v timeout >/dev/null || timeout() { shift; "$@"; }
${rootPrefix}
export root
show() {
  echo "== $1"
  shift
  timeout 15 "$@" 2>&1 | tail -n 300 | head -c 150000
  echo
}
show system sh -c 'uname -a; cat /etc/os-release; uptime; date'
show disk sh -c 'df -h; df -i'
show memory sh -c 'free -m; ps aux --sort=-rss | head -n 15'
show lab sh -c 'ls -l ${hostFolder}; cat ${hostFolder}/error ${hostFolder}/ready'
show cloud-init sh -c 'cloud-init status --long; tail -n 200 /var/log/cloud-init-output.log || $root tail -n 200 /var/log/cloud-init-output.log'
show docker sh -c 'docker version; docker info'
show containers docker ps -a --no-trunc
show networks docker network ls
show daemon.json cat /etc/docker/daemon.json
show failed-units systemctl --failed --no-pager
show timers systemctl list-timers --no-pager lab-end.timer
# shellcheck disable=SC2086 # it is empty for root
show journal-docker $root journalctl -u docker -u containerd --no-pager -n 200
# shellcheck disable=SC2086 # it is empty for root
show journal-ssh $root journalctl -t sshd -t sshd-session --no-pager -n 60
show kernel sh -c '$root dmesg | tail -n 80'
show addresses sh -c 'ip address; ip route; ss -ltn'
`;
}
