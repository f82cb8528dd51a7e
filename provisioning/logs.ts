// The script that prints the ends of a host's logs: cloud-init's, the install script's error, Docker's journal, and its containers.
import { hostFolder } from "./host-folder";
import { rootPrefix } from "./support";

/** Lines of each log. */
export const maxLogLines = 40;

/** POSIX sh; the journal may be readable only by root. */
export const logsScript = `
show() { echo "== $1"; shift; "$@" 2>&1 | tail -n ${maxLogLines}; }
[ ! -r /var/log/cloud-init-output.log ] || show cloud-init cat /var/log/cloud-init-output.log
[ ! -e ${hostFolder}/error ] || show "lab" cat ${hostFolder}/error
${rootPrefix}
# shellcheck disable=SC2086 # it is empty for root
! command -v journalctl >/dev/null || show "docker" $root journalctl -u docker --no-pager -n ${maxLogLines}
show "containers" docker ps -a
`;
