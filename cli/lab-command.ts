// One run of the lab command: from its words to its exit code. It never throws.
import { setMaxListeners } from "node:events";
import { FailedError, InputError, MachineError } from "../definition/errors";
import { callWith } from "../language/called";
import { shellLanguage } from "../language/shell-language";
import { t } from "../language/translate";
import { speak } from "../language/translate";
import { exitCode } from "./exit-codes";
import { paint, say } from "./output";
import { labProgram } from "./program";

/**
 * Runs a command line, such as `["up", "-f", "lab.yaml"]`, and returns its exit code.
 * @param npx What a person types for npx where they are.
 */
export async function runLab(words: readonly string[], signal: AbortSignal, npx: string): Promise<number> {
  speak(shellLanguage(process.env));
  callWith(npx);
  // each host that is asked listens, and Node takes more than ten for a leak
  setMaxListeners(0, signal);
  let code: number = exitCode.ok;
  try {
    await labProgram({ signal, onEnd: (ended) => (code = ended) }).parseAsync(words, { from: "user" });
  } catch (error) {
    code = failureCode(error);
  }
  return signal.reason === "signal" ? exitCode.interrupted : code;
}

/** Reports a failure, and returns its exit code. */
function failureCode(error: unknown): number {
  if (error instanceof InputError || error instanceof MachineError || error instanceof FailedError) {
    say(paint("red", error.message, process.stderr));
    if (error.next !== undefined) say(error.next);
    if (error instanceof InputError) return exitCode.input;
    return error instanceof MachineError ? exitCode.machine : exitCode.failed;
  }
  // a disk that is full or read-only, wherever it is written; for a folder on a read-only disk Node reports that it does not exist
  const { code, syscall, path } = error as NodeJS.ErrnoException;
  const unwritable = ["ENOSPC", "EDQUOT", "EROFS", "EACCES", "EPERM"].includes(code ?? "");
  if (syscall !== undefined && (unwritable || syscall === "mkdir" || (syscall === "open" && code === "EISDIR"))) {
    say(paint("red", t`${path ?? t`A file`} cannot be written: ${(error as Error).message}`, process.stderr));
    say(t`Free some space, or see that you may write there; LAB_HOME names another folder for what is kept of a class`);
    return exitCode.failed;
  }
  // commander has written what was wrong with the command line
  if (error instanceof Error && "code" in error && String(error.code).startsWith("commander.")) {
    return (error as { exitCode?: number }).exitCode === 0 ? exitCode.ok : exitCode.input;
  }
  say(error instanceof Error ? (error.stack ?? error.message) : String(error));
  return exitCode.failed;
}
