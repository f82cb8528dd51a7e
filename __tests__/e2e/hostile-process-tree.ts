// Runs a command as a person does, and watches the memory of it and of all that it starts.
import { spawn, spawnSync } from "node:child_process";

export interface TreeOutcome {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
  readonly seconds: number;
  /** MB of all processes together, at their peak. */
  readonly megabytes: number;
}

export async function runWatched(command: string, words: readonly string[], cwd: string, env: NodeJS.ProcessEnv): Promise<TreeOutcome> {
  const started = Date.now();
  const child = spawn(command, words, { cwd, env, stdio: ["ignore", "pipe", "pipe"] });
  let [stdout, stderr, megabytes] = ["", "", 0];
  child.stdout.on("data", (data: Buffer) => (stdout += String(data)));
  child.stderr.on("data", (data: Buffer) => (stderr += String(data)));
  const watch = setInterval(() => (megabytes = Math.max(megabytes, treeMegabytes(child.pid ?? 0))), 500);
  const code = await new Promise<number | null>((resolve) => child.once("close", resolve));
  clearInterval(watch);
  return { code, stdout, stderr, seconds: (Date.now() - started) / 1000, megabytes };
}

function treeMegabytes(root: number): number {
  const { stdout } = spawnSync("ps", ["-A", "-o", "pid=,ppid=,rss="], { encoding: "utf8" });
  const rows = stdout.split("\n").flatMap((line) => {
    const [pid, parent, kilobytes] = line.trim().split(/\s+/).map(Number);
    return pid === undefined || parent === undefined || kilobytes === undefined ? [] : [{ pid, parent, kilobytes }];
  });
  const tree = new Set([root]);
  // a child comes after its parent, but for numbers that begin again
  for (let before = 0; before !== tree.size;) {
    before = tree.size;
    for (const { pid, parent } of rows) if (tree.has(parent)) tree.add(pid);
  }
  return rows.filter(({ pid }) => tree.has(pid)).reduce((sum, { kilobytes }) => sum + kilobytes, 0) / 1024;
}
