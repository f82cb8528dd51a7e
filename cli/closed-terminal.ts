// A terminal that is closed while a command works: the command ends as after Ctrl-C.
import { closeSync, openSync } from "node:fs";
import { isatty } from "node:tty";

/** Node puts a terminal back as it was when it ends, and aborts where there is none any more: it is given nothing to put back. */
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
      // the lowest free one is taken, which is this
      openSync("/dev/null", "r+");
    }
  });
}
