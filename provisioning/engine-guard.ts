// Whether a host's Engine answers: a script asks that first where what it goes on to ask may rightly find nothing.

/** A line of POSIX sh that ends a script with exit status 1 where no Engine answers. */
export const engineGuard = "docker version >/dev/null || exit 1";

/** POSIX sh. Exit status 0: the Engine answers within 20 seconds. */
export const engineAnswersScript = "timeout 20 docker version >/dev/null";
