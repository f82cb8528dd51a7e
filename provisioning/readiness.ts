// What a readiness gate checks on a host over SSH: that everything set up at boot is done and its Engine answers.
import { hostFolder } from "./host-folder";

/** Minutes that cloud-init may take; with Docker to install it takes 1 to 3 on a small instance. */
const timeoutMinutes = 15;

/**
 * POSIX sh for the host's user. Exit 0: a lab can be deployed, through a new login. Else the last line of standard error
 * begins with `lab: `, below the host's own last lines. cloud-init's recoverable errors (its exit status 2) are shown and do not
 * count; its other errors count unless the install script has succeeded since, as after a repair over SSH.
 */
export function readinessScript(): string {
  return `#!/bin/sh
# Waits until this host is ready for its lab: cloud-init is done, the install script ended well, the Engine answers its user
not_ready() {
  {
    log=/var/log/cloud-init-output.log
    if [ -e "$log" ]; then
      echo "The last lines of $log:"
      { tail -n 15 "$log" 2>/dev/null || sudo -n tail -n 15 "$log"; } | sed 's/^/  /'
    fi
    echo "lab: $1"
  } >&2
  exit 1
}
if command -v cloud-init >/dev/null; then
  code=0
  timeout ${timeoutMinutes * 60} cloud-init status --wait >/dev/null 2>&1 || code=$?
  [ "$code" != 124 ] || not_ready "cloud-init is not done after ${timeoutMinutes} minutes"
  if [ "$code" != 0 ]; then
    echo "cloud-init had errors:" >&2
    cloud-init status --long >&2
  fi
  if [ "$code" = 1 ] && [ -e ${hostFolder}/ready ]; then
    [ -n "$(find ${hostFolder}/ready -newer /run/cloud-init/result.json)" ] || not_ready "cloud-init failed; its errors are above"
  fi
fi
if [ ! -e ${hostFolder}/ready ]; then
  [ -e ${hostFolder}/error ] || not_ready "the install script did not come to its end"
  not_ready "$(sed 's/^lab: //' ${hostFolder}/error)"
fi
for _ in 1 2 3 4 5 6 7 8 9 10; do
  # sg: a user whom cloud-init has just added to the group is not in it in an earlier login
  if answer=$(timeout 20 docker version 2>&1) || timeout 20 sg docker -c "docker version" >/dev/null 2>&1 </dev/null; then
    cat ${hostFolder}/ready
    exit 0
  fi
  sleep 3 # it starts after a boot
done
not_ready "the Engine does not answer: $(echo "$answer" | tail -n 1)"
`;
}
