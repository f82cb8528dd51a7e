// The descendants of a process, as ps lists them.
import { execa } from "execa";

export interface ProcessEntry {
  readonly pid: number;
  readonly parent: number;
  /** The program's name without its folder; Linux cuts it to 15 characters. */
  readonly name: string;
}

/** Every descendant of `pid`; none where there is no ps. */
export async function descendantsOf(pid: number): Promise<ProcessEntry[]> {
  const { stdout } = await execa("ps", ["-A", "-o", "pid=,ppid=,comm="], { reject: false, timeout: 10_000 });
  return below(pid, parse(stdout));
}

export function parse(text: string): ProcessEntry[] {
  return text.split("\n").flatMap((line) => {
    const [, pid, parent, name] = /^\s*(\d+)\s+(\d+)\s+(.+?)\s*$/.exec(line) ?? [];
    return name === undefined ? [] : [{ pid: Number(pid), parent: Number(parent), name: name.split("/").at(-1) ?? name }];
  });
}

export function below(pid: number, all: readonly ProcessEntry[]): ProcessEntry[] {
  const children = all.filter(({ parent }) => parent === pid);
  return children.flatMap((child) => [child, ...below(child.pid, all)]);
}
