// How the addresses of a lab are asked whether they answer, by hosts that try to keep a client connected.
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { labels } from "../../definition/pins";
import type { Host } from "../../engine/host";
import type { EngineState } from "../../engine/inspect";
import { labStatus } from "../../engine/status";
import { classOf } from "../lab-yaml";
import { program } from "../program";

interface Probed {
  readonly what: string;
  readonly answers: boolean | undefined;
  readonly other: boolean | undefined;
}

/** Asks a lab of nginx whose two containers publish these ports of this machine. */
async function probe([what, port, beside]: readonly [string, number, number], requestTimeout: number): Promise<Probed> {
  const definition = classOf(`name: c\nscenarios: [nginx: { port: ${port}, secondPort: ${beside} }]\n`);
  const own = new Map([
    [labels.class, "c"],
    [labels.student, "kim"],
    [labels.scenario, "nginx"],
  ]);
  const container = (name: string) => ({ id: name, name, state: "running", labels: own, hostPorts: [], networks: [] });
  const engine: EngineState = {
    version: "29.1.0",
    rootless: false,
    networks: [],
    containers: [container("nginx"), container("nginx-8081")],
  };
  const host: Host = { student: "kim", address: "127.0.0.1", run: () => Promise.reject(new Error("nothing is run here")) };
  const status = await labStatus(host, definition, { engine, requestTimeout });
  const [first, other] = status.scenarios[0]?.endpoints ?? [];
  return { what, answers: first?.answers, other: other?.answers };
}

let servers: ChildProcess;
let probed: readonly Probed[];
let seconds = 0;
// each takes the full timeout, so they are asked at once
beforeAll(async () => {
  // a process of their own: they write without end
  servers = spawn(process.execPath, [program('import "./__tests__/engine/endless-servers";')], { stdio: ["ignore", "pipe", "inherit"] });
  const [line] = (await once(servers.stdout as NodeJS.ReadableStream, "data")) as [Buffer];
  const ports = JSON.parse(String(line)) as [string, number, number][];
  // on a busy machine what answers may need more time, which what does not answer takes in full
  for (const requestTimeout of [2, 8]) {
    const began = Date.now();
    probed = await Promise.all(ports.map((one) => probe(one, requestTimeout)));
    seconds = (Date.now() - began) / 1000;
    if (probed[0]?.answers === true && probed.every(({ other }) => other)) return;
  }
}, 120_000);
afterAll(() => void servers.kill());

test("200 is an answer, whatever comes after it; what is not an answer times out, and the other address is asked", () => {
  expect(probed).toEqual([
    { what: "200 and a body without end", answers: true, other: true },
    ...[
      ...["a redirect to another machine", "headers without end", "a header that never ends"],
      ...["early hints for ever", "no HTTP", "silence"],
    ].map((what) => ({ what, answers: false, other: true })),
  ]);
  expect(seconds).toBeLessThan(30);
});
