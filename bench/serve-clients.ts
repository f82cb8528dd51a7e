// The browsers of bench/serve.ts, in a process of their own: their memory and time are not the server's.
import { setTimeout as sleep } from "node:timers/promises";
import WebSocket from "ws";
import type { Measured } from "./serve";

interface Class {
  readonly port: number;
  readonly board: string;
  readonly students: Readonly<Record<string, string>>;
}

/** Seconds that everybody types. */
const seconds = 30;

process.once("message", (given) => {
  void measure(given as Class).then((measured) => process.send?.(measured));
});

async function measure({ port, board, students }: Class): Promise<Measured> {
  const origin = `http://127.0.0.1:${port}`;
  const post = (path: string, body: object, cookie = "") =>
    fetch(origin + path, { method: "POST", headers: { origin, cookie, "content-type": "application/json" }, body: JSON.stringify(body) });
  const enter = async (student: string, code: string) =>
    (await post("/enter", { student, code })).headers.get("set-cookie")?.split(";")[0] ?? "";
  const echo: number[] = [];
  const sockets: WebSocket[] = [];
  for (const [student, code] of Object.entries(students)) sockets.push(await terminal(port, await enter(student, code)));
  await sleep(2000);
  const typing = Promise.all(sockets.map((socket, at) => type(socket, at, echo)));
  const boardCookie = await enter("", board);
  const answers: number[] = [];
  const asking = (async () => {
    for (const end = Date.now() + seconds * 1000; Date.now() < end;) {
      await sleep(500);
      const began = performance.now();
      await (await fetch(`${origin}/board`, { headers: { cookie: boardCookie } })).text();
      answers.push(performance.now() - began);
    }
  })();
  await Promise.all([typing, asking]);
  const [name = "", code = ""] = Object.entries(students)[0] ?? [];
  const right = async (times: number[]) => {
    const began = performance.now();
    await enter(name, code);
    times.push(performance.now() - began);
  };
  const [rightAlone, rightInFlood]: [number[], number[]] = [[], []];
  for (let count = 0; count < 50; count += 1) await right(rightAlone);
  // ten at a time, as from a browser of somebody who guesses
  let wrong = 0;
  const guessing = Promise.all(
    Array.from({ length: 10 }, async () => {
      while (wrong < 1000) {
        wrong += 1;
        await post("/enter", { student: `s${(wrong % 200) + 50}`, code: "0000-0000-00000" });
      }
    }),
  );
  while (wrong < 1000) await right(rightInFlood);
  await guessing;
  for (const socket of sockets) socket.terminate();
  return { echo, board: answers, rightAlone, rightInFlood };
}

function terminal(port: number, cookie: string): Promise<WebSocket> {
  const socket = new WebSocket(`ws://127.0.0.1:${port}/lab/terminal/1`, { headers: { cookie, origin: `http://127.0.0.1:${port}` } });
  return new Promise((resolve, reject) => {
    socket.once("open", () => resolve(socket));
    socket.once("error", reject);
  });
}

/** A line every two seconds; how long the shell's echo of a line takes to come back. */
async function type(socket: WebSocket, at: number, echo: number[]): Promise<void> {
  let [output, unread] = ["", 0];
  let wait: { text: string; began: number } | undefined;
  socket.on("message", (data: Buffer, isBinary) => {
    if (!isBinary) return;
    unread += data.length;
    if (unread > 16_000) {
      socket.send(JSON.stringify({ shown: unread }));
      unread = 0;
    }
    output = (output + data.toString()).slice(-2000);
    if (!wait || !output.includes(wait.text)) return;
    echo.push(performance.now() - wait.began);
    wait = undefined;
  });
  // not all at the same moment
  await sleep((at % 20) * 100);
  for (let line = 0; line < seconds / 2; line += 1) {
    wait = { text: `line-${at}-${line}`, began: performance.now() };
    socket.send(JSON.stringify({ type: `echo line-${at}-${line}\r` }));
    await sleep(2000);
  }
}
