// A terminal that is closed while a command works: the command ends as after Ctrl-C.
import { closeSync, openSync } from "node:fs";
import { isatty } from "node:tty";

/** Node restores the terminal when it exits, and aborts if the terminal is gone: so there must be none left to restore. */
export function endWithoutTerminal(): void {
  const terminals = [0, 1, 2].filter((descriptor) => isatty(descriptor));
  let closed = false;
  const close = () => (closed = true);
  process.once("SIGHUP", close);
  for (const stream of [process.stdout, process.stderr]) {
    stream.on("error", ({ code }: NodeJS.ErrnoException) => code === "EIO" && close());
  }
  process.once("exit", () => {
    if (!closed) return;
    for (const descriptor of terminals) {
      closeSync(descriptor);
      // takes the lowest free descriptor, which is this one
      openSync("/dev/null", "r+");
    }
  });
}
