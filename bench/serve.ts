// Figures of `lab serve`: 300 students at 300 shells of this machine, each typing a line every two seconds, with a board open.
import { fork } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { thisMachine } from "../engine/host";
import { classOf, testWorkspace } from "../__tests__/lab-yaml";
import { openPty } from "../serve/pty";
import { startServer } from "../serve/server";
import { classCodes } from "../workspace/codes";
import type { Figure } from "./measure";

const count = 300;

/** What the browsers of a class measured, in milliseconds. */
export interface Measured {
  readonly echo: number[];
  readonly board: number[];
  readonly rightAlone: number[];
  readonly rightInFlood: number[];
}

/** Resident memory of a process, in MB. */
const memoryOf = (pid: number) => Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1]) / 1000;

function percentile(values: readonly number[], hundredths: number): number {
  return values.toSorted((a, b) => a - b)[Math.max(0, Math.ceil((values.length * hundredths) / 100) - 1)] ?? Number.NaN;
}

export async function serve(): Promise<Figure[]> {
  const names = Array.from({ length: count }, (_, at) => `s${at + 1}`);
  const definition = classOf(
    `name: bench\ntarget: { hosts: { ${names.map((name) => `${name}: "ubuntu@${name}"`).join(", ")} } }\nscenarios: [nginx]\n`,
  );
  const workspace = testWorkspace("bench");
  const codes = await classCodes(workspace, names);
  const stop = new AbortController();
  const server = await startServer({
    ...{ definition, workspace, codes, signal: stop.signal, listen: "127.0.0.1", port: 0 },
    // a shell of this machine stands in for a host
    open: (_, __, size) => openPty({ command: "/bin/sh", words: [] }, size),
    hosts: () => Promise.resolve(names.map((name) => thisMachine(name, "127.0.0.1"))),
    graph: () => Promise.resolve([]),
    actions: { solve: () => Promise.resolve(""), reset: () => Promise.resolve("") },
  });
  const clients = fork(join(import.meta.dirname, "serve-clients.ts"), [], { execArgv: ["--import", "tsx"] });
  try {
    const measured = await new Promise<Measured>((resolve, reject) => {
      clients.once("message", (message) => resolve(message as Measured));
      clients.once("exit", (code) => reject(new Error(`the browsers ended with ${code}`)));
      clients.send({ port: server.port, board: codes.board, students: Object.fromEntries(codes.students) });
    });
    const perStudent = memoryOf(process.pid) / count;
    const [echo, board] = [percentile(measured.echo, 99), percentile(measured.board, 99)];
    const [alone, flood] = [percentile(measured.rightAlone, 50), percentile(measured.rightInFlood, 50)];
    return [
      {
        name: `lab serve: echo of a key, p99, ${count} students at ${count} shells`,
        measured: `${echo.toFixed(0)} ms`,
        goal: "100 ms",
        ok: echo < 100,
      },
      {
        name: `lab serve: memory of the whole server, by ${count}`,
        measured: `${perStudent.toFixed(2)} MB`,
        goal: "1.5 MB",
        ok: perStudent < 1.5,
      },
      { name: "lab serve: the board answers, p99", measured: `${board.toFixed(0)} ms`, goal: "200 ms", ok: board < 200 },
      {
        name: "lab serve: a right code while 1,000 wrong ones are tried, to one alone",
        measured: `${alone.toFixed(1)} → ${flood.toFixed(1)} ms`,
        goal: "not slower by more than 100 ms",
        ok: flood - alone < 100,
      },
    ];
  } finally {
    clients.kill();
    stop.abort();
    await server.close();
  }
}
