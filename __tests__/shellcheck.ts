// shellcheck's findings about a script, where shellcheck is installed.
import { spawnSync } from "node:child_process";

export const hasShellcheck = spawnSync("shellcheck", ["--version"], { stdio: "ignore" }).status === 0;

/** Findings, or nothing. `excluded` are codes such as SC2154. */
export function shellcheck(script: string, excluded: readonly string[] = [], shell: "sh" | "bash" = "sh"): string {
  const words = [`--shell=${shell}`, "--format=gcc", ...(excluded.length > 0 ? [`--exclude=${excluded.join()}`] : []), "-"];
  return spawnSync("shellcheck", words, { input: script, encoding: "utf8" }).stdout;
}
