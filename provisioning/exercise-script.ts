// A script of an exercise as a command of POSIX sh, by the shell that its first line names.
import { quote } from "./shell";

/** The shell that runs it, sh where it does not say; undefined for one that a host may not have. */
export function shellOf(text: string): "sh" | "bash" | undefined {
  const [line, path = "", word] = /^#! *(\S+)(?: +(\S+))?/.exec(text) ?? [];
  if (line === undefined) return "sh";
  const shell = path.endsWith("/env") ? word : path.split("/").at(-1);
  return shell === "sh" || shell === "bash" ? shell : undefined;
}

export function commandOf(text: string): string {
  return shellOf(text) === "bash" ? `exec bash -c ${quote(text)}` : text;
}
