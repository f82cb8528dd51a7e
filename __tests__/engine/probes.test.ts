// How the addresses of a lab are asked whether they answer, by hosts that would rather keep whoever asks.
import { createServer, type Server, type Socket } from "node:net";
import type { AddressInfo } from "node:net";
import type { EngineState } from "../../engine/inspect";
import type { Host } from "../../engine/host";
import { labStatus } from "../../engine/status";
import { labels } from "../../definition/pins";
import { classOf } from "../lab-yaml";

const servers: Server[] = [];
const sockets: Socket[] = [];
afterEach(() => {
  for (const socket of sockets) socket.destroy();
  for (const server of servers) server.close();
});

async function portOf(answer: (socket: Socket) => void): Promise<number> {
  const server = createServer((socket) => {
    sockets.push(socket);
    socket.on("error", () => undefined);
    socket.once("data", () => answer(socket));
  });
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return (server.address() as AddressInfo).port;
}

const forEver = (socket: Socket, text: string) => {
  const more = () => {
    while (socket.writable && socket.write(text));
  };
  socket.on("drain", more);
  more();
};

async function stateWith(answer: (socket: Socket) => void) {
  const [port, second] = [await portOf(answer), await portOf((socket) => socket.end("HTTP/1.1 200 OK\r\n\r\nwelcome"))];
  const definition = classOf(`name: c\nscenarios: [nginx: { port: ${port}, secondPort: ${second} }]\n`);
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
  const [started, before] = [Date.now(), process.memoryUsage().rss];
  const status = await labStatus(host, definition, { engine });
  const [first, other] = status.scenarios[0]?.endpoints ?? [];
  return {
    answers: first?.answers,
    other: other?.answers,
    seconds: (Date.now() - started) / 1000,
    megabytes: (process.memoryUsage().rss - before) / 1e6,
  };
}

test("200 is an answer, whatever comes after it", async () => {
  expect(await stateWith((socket) => forEver(socket, "HTTP/1.1 200 OK\r\n\r\n"))).toMatchObject({
    answers: true,
    other: true,
  });
});

const noAnswers: readonly (readonly [string, (socket: Socket) => void])[] = [
  ["a redirect to another machine", (socket: Socket) => void socket.end("HTTP/1.1 302 Found\r\nLocation: http://192.0.2.1/\r\n\r\n")],
  [
    "headers without end",
    (socket: Socket) => {
      socket.write("HTTP/1.1 200 OK\r\n");
      forEver(socket, `X: ${"x".repeat(1000)}\r\n`);
    },
  ],
  [
    "a header that never ends",
    (socket: Socket) => {
      socket.write("HTTP/1.1 200 OK\r\nX: ");
      forEver(socket, "x".repeat(10_000));
    },
  ],
  ["early hints for ever", (socket: Socket) => forEver(socket, "HTTP/1.1 103 Early Hints\r\nLink: </x>\r\n\r\n")],
  ["no HTTP", (socket: Socket) => forEver(socket, "\u0000\u001b[2J".repeat(2000))],
  ["silence", () => undefined],
];

// each takes as long as one is waited for, so they are asked at once
test("what is none is over in time and takes no memory, and the other address is asked", async () => {
  const asked = await Promise.all(noAnswers.map(async ([what, answer]) => ({ what, ...(await stateWith(answer)) })));
  for (const { what, answers, other, seconds, megabytes } of asked) {
    expect({ what, answers, other }).toEqual({ what, answers: false, other: true });
    expect(seconds).toBeLessThan(20);
    expect(megabytes).toBeLessThan(200);
  }
}, 60_000);
