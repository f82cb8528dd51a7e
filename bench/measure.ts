// Runs commands and measures their time and memory; every figure is a ratio within one run.
import { spawnSync } from "node:child_process";
import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

export interface Figure {
  readonly name: string;
  readonly measured: string;
  readonly goal: string;
  readonly ok: boolean;
}

export interface Run {
  readonly seconds: number;
  /** Peak of resident memory, in MB; of Node processes started with `node` alone. */
  readonly megabytes: number;
  readonly stdout: string;
}

export const folder = mkdtempSync(join(tmpdir(), "lab-bench-"));
const memory = join(folder, "memory.mjs");
writeFileSync(
  memory,
  `import { writeFileSync } from "node:fs"; process.on("exit", () => writeFileSync(process.env.BENCH_MEMORY, String(process.resourceUsage().maxRSS)));`,
);

/**
 * @param allowed Exit statuses that are no failure.
 * @throws when the command fails: a figure of a failed run says nothing.
 */
export function run(
  command: string,
  words: readonly string[],
  environment: Readonly<Record<string, string>> = {},
  cwd = process.cwd(),
  allowed: readonly number[] = [0],
): Run {
  const memoryFile = join(folder, "memory");
  writeFileSync(memoryFile, "0");
  const node = command === "node";
  const start = performance.now();
  const { status, stdout, stderr } = spawnSync(command, node ? ["--import", memory, ...words] : [...words], {
    cwd,
    encoding: "utf8",
    env: { ...process.env, BENCH_MEMORY: memoryFile, CHECKPOINT_DISABLE: "1", ...environment },
    maxBuffer: 100_000_000,
  });
  const seconds = (performance.now() - start) / 1000;
  if (status === null || !allowed.includes(status))
    throw new Error(`${command} ${words.join(" ")} ended with ${String(status)}:\n${stderr.slice(-2000)}`);
  const kilobytes = Number(spawnSync("cat", [memoryFile], { encoding: "utf8" }).stdout);
  return { seconds, megabytes: kilobytes / 1024, stdout };
}

/** The fastest of some runs: on a busy machine it says most about the work itself. */
export function best(times: number, measure: () => Run): Run {
  const runs = Array.from({ length: times }, measure);
  return runs.reduce((a, b) => (b.seconds < a.seconds ? b : a));
}

/** A figure that compares two measures of one run. */
export function ratio(name: string, unit: string, value: number, base: number, max: number, digits = 1): Figure {
  const quotient = value / base;
  return {
    name,
    measured: `${value.toFixed(digits)} ${unit} to ${base.toFixed(digits)} ${unit}: ${quotient.toFixed(2)}`,
    goal: `at most ${max} times`,
    ok: quotient <= max,
  };
}
