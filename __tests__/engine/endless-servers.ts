// A process of servers that try to keep a client connected: for each kind of answer it prints a port, and that of a good server beside it.
import { createServer, type Socket } from "node:net";
import type { AddressInfo } from "node:net";

/** Writes without end, and lets the other servers have their turn. */
const forever = (socket: Socket, text: string) => {
  const more = () => {
    for (let count = 0; count < 500; count++) if (!socket.writable || !socket.write(text)) return;
    setImmediate(more);
  };
  socket.on("drain", more);
  more();
};

const answers: Readonly<Record<string, (socket: Socket) => void>> = {
  "200 and a body without end": (socket) => {
    socket.write("HTTP/1.1 200 OK\r\n\r\n");
    forever(socket, "x".repeat(100_000));
  },
  "a redirect to another machine": (socket) => void socket.end("HTTP/1.1 302 Found\r\nLocation: http://192.0.2.1/\r\n\r\n"),
  "headers without end": (socket) => {
    socket.write("HTTP/1.1 200 OK\r\n");
    forever(socket, `X: ${"x".repeat(1000)}\r\n`);
  },
  "a header that never ends": (socket) => {
    socket.write("HTTP/1.1 200 OK\r\nX: ");
    forever(socket, "x".repeat(10_000));
  },
  "early hints for ever": (socket) => forever(socket, "HTTP/1.1 103 Early Hints\r\nLink: </x>\r\n\r\n"),
  "no HTTP": (socket) => forever(socket, "\u0000\u001b[2J".repeat(2000)),
  silence: () => undefined,
};

async function portOf(answer: (socket: Socket) => void): Promise<number> {
  const server = createServer((socket) => {
    socket.on("error", () => undefined);
    socket.once("data", () => answer(socket));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return (server.address() as AddressInfo).port;
}

const good = (socket: Socket) => void socket.end("HTTP/1.1 200 OK\r\n\r\nwelcome");
const ports: [what: string, port: number, beside: number][] = [];
for (const [what, answer] of Object.entries(answers)) ports.push([what, await portOf(answer), await portOf(good)]);
console.log(JSON.stringify(ports));
