// The process of the lab command: its signals and its exit code.
import { t } from "../language/translate";
import { endWithoutTerminal } from "./closed-terminal";
import { holdsLock } from "../workspace/held";
import { runLab } from "./lab-command";
import { npxHere } from "./npx";
import { endWithReader, sayNow } from "./output";

/** Aborted by the first signal, or when nobody reads what is written. */
const interrupt = new AbortController();

// a closed terminal and a service manager stop the command like Ctrl-C: Terraform has to write its state
for (const name of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
  process.on(name, () => {
    // a verb that changes nothing has nothing to finish
    if (holdsLock()) {
      if (interrupt.signal.aborted) sayNow(t`Terraform is writing its state; a moment more.`);
      else
        sayNow(
          t`\nStopping: Terraform finishes what it is at and writes its state; what a host has begun, such as an installation, may go on there.`,
        );
    }
    interrupt.abort("signal");
  });
}
endWithReader(() => interrupt.abort("nobody reads"));
endWithoutTerminal();

process.exitCode = await runLab(process.argv.slice(2), interrupt.signal, npxHere());
