// What a readiness gate asks of a host over SSH: that everything set up at boot is done and its Engine answers.
import { hostFolder } from "./install-docker";

/** Seconds that cloud-init may take; installing Docker takes it 1 to 3 minutes on a small instance. */
const patience = 900;

/**
 * POSIX sh for the host's user. Exit 0: a lab can be deployed. Else it prints why, with the host's own last lines.
 * cloud-init's recoverable errors (its exit status 2) are shown and do not count as a failure.
 */
export function readinessScript(): string {
  return `#!/bin/sh
# Waits until this host can carry a lab
code=0
if command -v cloud-init > /dev/null; then
  timeout ${patience} cloud-init status --wait > /dev/null 2>&1 || code=$?
  [ "$code" != 2 ] || { echo "cloud-init had errors that it recovered from:"; cloud-init status --long; }
fi
if [ -e ${hostFolder}/ready ] && docker version > /dev/null 2>&1; then
  cat ${hostFolder}/ready
  exit 0
fi
{
  if [ "$code" = 124 ]; then echo "cloud-init is still at work after ${patience / 60} minutes"; fi
  if [ -e ${hostFolder}/error ]; then cat ${hostFolder}/error
  elif [ ! -e ${hostFolder}/ready ]; then echo "lab: the install script has not ended"
  else echo "lab: the Engine does not answer: $(docker version 2>&1 | tail -n 1)"
  fi
  echo "Its last lines:"
  tail -n 15 /var/log/cloud-init-output.log 2> /dev/null || sudo -n tail -n 15 /var/log/cloud-init-output.log 2> /dev/null || :
} >&2
exit 1
`;
}
