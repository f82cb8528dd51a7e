// Login by password, for one user of a host and only from the class's addresses. sshd takes the first value that it reads for a setting.
import type { PasswordLogin } from "../definition/class-definition";
import { hereDocument, quote } from "./shell";

const settingsFile = "/etc/ssh/sshd_config.d/05-lab-password.conf";
const jailFile = "/etc/fail2ban/jail.d/lab.local";
/** How many passwords one connection may try. */
const maxAuthTries = 4;

/** What sshd reads. */
export function sshdSettings(user: string, from: readonly string[]): string {
  return `# docker-class-lab: one user logs in by password, from the class's addresses alone
PasswordAuthentication no
KbdInteractiveAuthentication no
Match User ${user} Address ${from.join(",")}
  PasswordAuthentication yes
  MaxAuthTries ${maxAuthTries}
Match all
`;
}

/** An address is banned only briefly: a whole class may share it, the instructor included. */
const jail = `[sshd]
enabled = true
backend = systemd
maxretry = 10
findtime = 5m
bantime = 5m
`;

/** POSIX sh for the host's user, with sudo: sets the password and enables login by it. Exit status 1 where that fails; trouble with fail2ban is only reported. */
export function passwordLoginLines(user: string, { password, from }: PasswordLogin): string {
  return `# the password: not a word of a command, which every process sees
printf '%s\\n' ${quote(`${user}:${password}`)} | sudo -n chpasswd || exit 1
settings=$(mktemp)
cat >"$settings" ${hereDocument(sshdSettings(user, from))}
if ! sudo -n cmp -s "$settings" ${settingsFile}; then
  sudo -n install -D -m 644 "$settings" ${settingsFile} && sudo -n mkdir -p /run/sshd || exit 1
  if ! sudo -n /usr/sbin/sshd -t; then
    sudo -n rm -f ${settingsFile}
    echo "lab: sshd does not take the settings of a login by password" >&2
    exit 1
  fi
  sudo -n systemctl try-reload-or-restart ssh || exit 1
fi
rm -f "$settings"
if ! command -v fail2ban-client >/dev/null && [ ! -x /usr/bin/fail2ban-client ]; then
  sudo -n env DEBIAN_FRONTEND=noninteractive apt-get -qq -o DPkg::Lock::Timeout=120 install -y fail2ban python3-systemd >/dev/null 2>&1 ||
    sudo -n sh -c 'apt-get -qq update && DEBIAN_FRONTEND=noninteractive apt-get -qq -o DPkg::Lock::Timeout=120 install -y fail2ban python3-systemd' >/dev/null 2>&1
fi
if [ -x /usr/bin/fail2ban-client ]; then
  sudo -n tee ${jailFile} >/dev/null ${hereDocument(jail)}
  if ! { sudo -n systemctl enable -q fail2ban && sudo -n systemctl restart fail2ban; }; then
    echo "lab: fail2ban does not run" >&2
    status=1
  fi
else
  echo "lab: fail2ban could not be installed: an address may try passwords as often as it connects" >&2
  status=1
fi`;
}

/** POSIX sh that disables the login by password where `passwordLoginLines` enabled it. */
export function noPasswordLines(user: string): string {
  return `if [ -e ${settingsFile} ]; then
  sudo -n rm -f ${settingsFile} ${jailFile} && sudo -n passwd -q -l ${user} && sudo -n systemctl try-reload-or-restart ssh || exit 1
  [ ! -x /usr/bin/fail2ban-client ] || sudo -n systemctl disable -q --now fail2ban
fi`;
}
