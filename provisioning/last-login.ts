// When a student last logged in to their host, from sshd's log: by the key that the class put there for them, or by a password.
import { keyMark } from "./student-keys";

/**
 * POSIX sh for the host's user that prints `last SECONDS` since 1970, `never` as far back as the host's log goes, or `unknown` where it cannot be read.
 * Whoever logs in with another key, such as the instructor, does not count.
 */
export function lastLoginScript(className: string): string {
  return `prints=$(grep '${keyMark(className)}$' ~/.ssh/authorized_keys 2>/dev/null | ssh-keygen -lf - 2>/dev/null | cut -d' ' -f2)
log=$(sudo -n journalctl -q -t sshd -t sshd-session -o short-unix --no-pager 2>/dev/null | grep -E " sshd(-session)?\\[[0-9]+\\]: Accepted (publickey|password) for $(id -un) ")
[ -n "$log" ] || { echo unknown; exit 0; }
last=$(printf '%s\\n' "$log" | grep -F -e "Accepted password" \${prints:+-e "$prints"} | tail -n 1 | cut -d. -f1)
if [ -n "$last" ]; then echo "last $last"; else echo never; fi
`;
}

export type LastLogin = { readonly kind: "at"; readonly moment: Date } | { readonly kind: "never" } | { readonly kind: "unknown" };

/** Reads what the script printed; anything else is unknown. */
export function readLastLogin(stdout: string): LastLogin {
  const [, seconds] = /^last (\d{9,11})\n?$/.exec(stdout) ?? [];
  if (seconds !== undefined) return { kind: "at", moment: new Date(Number(seconds) * 1000) };
  return stdout.trim() === "never" ? { kind: "never" } : { kind: "unknown" };
}
