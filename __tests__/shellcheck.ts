// shellcheck's findings about a script, where shellcheck is installed.
import { spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { testFolder } from "./lab-yaml";
import { pathOf } from "./path-of";

export const hasShellcheck = pathOf("shellcheck") !== undefined;

/** Findings, or nothing. `excluded` are codes such as SC2154. */
export function shellcheck(script: string, excluded: readonly string[] = [], shell: "sh" | "bash" = "sh"): string {
  const words = [`--shell=${shell}`, "--format=gcc", ...(excluded.length > 0 ? [`--exclude=${excluded.join()}`] : []), "-"];
  return spawnSync("shellcheck", words, { input: script, encoding: "utf8" }).stdout;
}

/** Findings about many sh scripts, each line with the name of the script. */
export function shellcheckAll(scripts: Readonly<Record<string, string>>, excluded: readonly string[]): string {
  const cwd = testFolder();
  for (const [name, script] of Object.entries(scripts)) writeFileSync(join(cwd, name), script);
  const words = ["--shell=sh", "--format=gcc", `--exclude=${excluded.join()}`, ...Object.keys(scripts)];
  const { status, stdout, stderr } = spawnSync("shellcheck", words, { cwd, encoding: "utf8" });
  return status === 0 ? stdout : stdout + stderr;
}
