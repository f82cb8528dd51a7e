// One run of the lab command: from its words to its exit code. It never throws.
import { setMaxListeners } from "node:events";
import { callWith } from "../language/called";
import { shellLanguage } from "../language/shell-language";
import { speak } from "../language/translate";
import { exitCode } from "./exit-codes";
import { knownFailure } from "./known-failure";
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
  const known = knownFailure(error);
  if (known) {
    say(paint("red", known.message, process.stderr));
    if (known.next !== undefined) say(known.next);
    return known.code;
  }
  // commander has written what was wrong with the command line
  if (error instanceof Error && "code" in error && String(error.code).startsWith("commander.")) {
    return "exitCode" in error && error.exitCode === 0 ? exitCode.ok : exitCode.input;
  }
  say(error instanceof Error ? (error.stack ?? error.message) : String(error));
  return exitCode.failed;
}
