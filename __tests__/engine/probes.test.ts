// How the addresses of a lab are asked whether they answer, by hosts that would rather keep whoever asks.
import { createServer, type Server, type Socket } from "node:net";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { execa } from "execa";
import type { Probed } from "./probing";

const servers: Server[] = [];
const sockets: Socket[] = [];
afterAll(() => {
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

/** Writes without end, and lets the other servers of this process have their turn: who reads it is another process, and may be as quick. */
const forEver = (socket: Socket, text: string) => {
  const more = () => {
    for (let count = 0; count < 500; count++) if (!socket.writable || !socket.write(text)) return;
    setImmediate(more);
  };
  socket.on("drain", more);
  more();
};

/** What is found at addresses that answer so, each beside a good one. */
async function statesWith(answers: readonly ((socket: Socket) => void)[]): Promise<Probed[]> {
  const good = (socket: Socket) => void socket.end("HTTP/1.1 200 OK\r\n\r\nwelcome");
  const ports = await Promise.all(answers.map(async (answer) => [await portOf(answer), await portOf(good)]));
  const { stdout } = await execa(process.execPath, ["--import", "tsx", join(__dirname, "probing.ts"), JSON.stringify(ports)]);
  return JSON.parse(stdout) as Probed[];
}

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

// each takes as long as one is waited for, and a process its start, so they are asked at once
let endless: Probed | undefined;
let others: readonly Probed[];
beforeAll(async () => {
  [endless, ...others] = await statesWith([
    (socket) => forEver(socket, "HTTP/1.1 200 OK\r\n\r\n"),
    ...noAnswers.map(([, answer]) => answer),
  ]);
}, 120_000);

test("200 is an answer, whatever comes after it", () => {
  expect(endless).toMatchObject({ answers: true, other: true });
});

test("what is none is over in time and takes no memory, and the other address is asked", () => {
  expect(others).toHaveLength(noAnswers.length);
  for (const [at, { answers, other, seconds, megabytes }] of others.entries()) {
    const [what] = noAnswers[at] ?? [];
    expect({ what, answers, other }).toEqual({ what, answers: false, other: true });
    expect(seconds).toBeLessThan(20);
    expect(megabytes).toBeLessThan(200);
  }
});
