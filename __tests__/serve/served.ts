// A class's pages on a port of their own, with shells that the test controls, and browsers without a window.
import { request } from "node:http";
import WebSocket from "ws";
import { thisMachine } from "../../engine/host";
import { type RunningServer, type ServerProps, startServer } from "../../serve/server";
import type { OpenPty } from "../../serve/pty";
import { classCodes, type ClassCodes } from "../../workspace/codes";
import { classOf, testWorkspace } from "../lab-yaml";

/** A pty that echoes what is typed in it. */
export class FakePty implements OpenPty {
  readonly typed: string[] = [];
  readonly sizes: string[] = [];
  paused = false;
  killed = false;
  private hear: (data: Buffer) => void = () => undefined;
  private ended: (event: { exitCode: number }) => void = () => undefined;

  write(data: string): void {
    this.typed.push(data);
    this.print(data);
  }
  print(data: string | Buffer): void {
    this.hear(Buffer.from(data));
  }
  exit(): void {
    this.ended({ exitCode: 0 });
  }
  resize(columns: number, rows: number): void {
    this.sizes.push(`${columns}x${rows}`);
  }
  pause(): void {
    this.paused = true;
  }
  resume(): void {
    this.paused = false;
  }
  kill(): void {
    this.killed = true;
  }
  onData(listener: (data: Buffer) => void): void {
    this.hear = listener;
  }
  onExit(listener: (event: { exitCode: number }) => void): void {
    this.ended = listener;
  }
}

export interface Pages {
  readonly server: RunningServer;
  readonly codes: ClassCodes;
  /** By student and number: `kim 1`. */
  readonly ptys: Map<string, FakePty>;
  /** What the board asked for. */
  readonly acts: string[];
  readonly origin: string;
  close(): Promise<void>;
}

export const threeStudents = `name: c
language: en
target: { hosts: { kim: "ubuntu@kim", lee: "ubuntu@lee", "o-brien": "ubuntu@ob" } }
scenarios: [nginx]
`;

export async function pages(given: Partial<ServerProps> = {}, yaml = threeStudents): Promise<Pages> {
  const definition = classOf(yaml);
  const workspace = given.workspace ?? testWorkspace(definition.name);
  const codes = await classCodes(
    workspace,
    definition.students.map(({ name }) => name),
  );
  const ptys = new Map<string, FakePty>();
  const acts: string[] = [];
  const stop = new AbortController();
  const server = await startServer({
    definition,
    workspace,
    codes,
    listen: "127.0.0.1",
    port: 0,
    signal: stop.signal,
    hosts: () => Promise.resolve(definition.students.map(({ name }) => thisMachine(name, "127.0.0.1"))),
    graph: ({ student }) => Promise.resolve([{ name: `lab-of-${student}`, running: true, networks: ["bridge"], ports: [], volumes: [] }]),
    actions: {
      solve: (student, scenario) => Promise.resolve(acts.push(`solve ${student} ${scenario}`)).then(() => "solved"),
      reset: (student, scenario) => Promise.resolve(acts.push(`reset ${student} ${scenario}`)).then(() => "reset"),
    },
    open: (host, tab) => {
      const pty = new FakePty();
      ptys.set(`${host.student} ${tab}`, pty);
      return Promise.resolve(pty);
    },
    ...given,
  });
  const close = async () => {
    stop.abort();
    await server.close();
  };
  return { server, codes, ptys, acts, origin: `http://127.0.0.1:${server.port}`, close };
}

export interface Answer {
  readonly status: number;
  readonly headers: Record<string, string | string[] | undefined>;
  readonly text: string;
}

export interface AskOptions {
  readonly method?: "GET" | "POST";
  readonly body?: unknown;
  readonly cookie?: string;
  readonly origin?: string;
  readonly host?: string;
  /** Address of this machine that asks. @default 127.0.0.1 */
  readonly from?: string;
}

/** One request as a browser makes it, with its path as it is given: fetch would tidy `..` away. */
export function ask({ origin: own, server }: Pages, path: string, options: AskOptions = {}): Promise<Answer> {
  const { body, method = body === undefined ? "GET" : "POST", cookie, origin = own, host, from } = options;
  return new Promise((resolve, reject) => {
    const asked = request({
      host: "127.0.0.1",
      port: server.port,
      path,
      method,
      agent: false,
      ...(from !== undefined && { localAddress: from }),
      headers: {
        origin,
        ...(cookie !== undefined && { cookie }),
        ...(host !== undefined && { host }),
        ...(body !== undefined && { "content-type": "application/json" }),
      },
    });
    asked.on("error", reject).on("response", (response) => {
      const chunks: Buffer[] = [];
      response.on("data", (chunk: Buffer) => chunks.push(chunk));
      response.on("end", () =>
        resolve({ status: response.statusCode ?? 0, headers: response.headers, text: Buffer.concat(chunks).toString() }),
      );
    });
    asked.end(body === undefined ? undefined : JSON.stringify(body));
  });
}

/** The cookie of a student, or of the board for an empty name. */
export async function enter(
  at: Pages,
  student: string,
  code = student === "" ? at.codes.board : at.codes.students.get(student),
): Promise<string> {
  const { status, headers, text } = await ask(at, "/enter", { body: { student, code } });
  if (status !== 200) throw new Error(`${status} ${text}`);
  return cookieIn(headers);
}

export function cookieIn(headers: Answer["headers"]): string {
  return String(headers["set-cookie"]).split(";")[0] ?? "";
}

/** A connection of a page. */
export class Page {
  output = "";
  readonly texts: { type: string; [key: string]: unknown }[] = [];
  status: number | undefined;
  closed = false;
  private constructor(readonly socket: WebSocket) {
    socket.on("message", (data: Buffer, isBinary) => {
      if (isBinary) this.output += data.toString();
      else this.texts.push(JSON.parse(data.toString()) as Page["texts"][number]);
    });
    socket.on("close", () => (this.closed = true));
    socket.on("error", () => undefined);
  }
  static async open(at: Pages, path: string, { cookie, origin = at.origin }: { cookie?: string; origin?: string } = {}): Promise<Page> {
    const socket = new WebSocket(at.origin.replace("http", "ws") + path, { headers: { origin, ...(cookie !== undefined && { cookie }) } });
    const page = new Page(socket);
    await new Promise<void>((resolve) => {
      socket.once("open", () => resolve());
      socket.once("unexpected-response", (_, response) => {
        page.status = response.statusCode;
        page.closed = true;
        socket.terminate();
        resolve();
      });
    });
    return page;
  }
  send(message: object): void {
    this.socket.send(JSON.stringify(message));
  }
  last(type: string): Record<string, unknown> | undefined {
    return this.texts.filter((text) => text.type === type).at(-1);
  }
}
