// The server of a class's pages: one process, nothing fetched from elsewhere, and every route but the door needs a code.
import cookie from "@fastify/cookie";
import websocket from "@fastify/websocket";
import fastify, { type FastifyError, type FastifyInstance } from "fastify";
import { ZodError } from "zod";
import { InputError } from "../definition/errors";
import { t } from "../language/translate";
import { assetRoutes } from "./assets";
import { boardRoutes } from "./board-routes";
import type { Certificate } from "./certificate";
import { type Cookies, doorRoutes } from "./door-routes";
import { frameBytes } from "./limits";
import { ServedClass, type ServedClassProps } from "./served-class";
import { studentRoutes } from "./student-routes";

export interface ServerProps extends ServedClassProps {
  /** Address to listen on. */
  readonly listen: string;
  /** 0: any free port. */
  readonly port: number;
  /** @default plain HTTP, for this machine or behind a proxy that has a certificate */
  readonly certificate?: Certificate;
  /** Where browsers find the pages, such as `https://lab.example.org` behind a proxy. @default the address that was requested */
  readonly origin?: string;
  /** Whether there is a proxy on this machine in front, whose X-Forwarded-For names the client. @default false */
  readonly isProxied?: boolean;
}

export interface RunningServer {
  readonly port: number;
  readonly served: ServedClass;
  close(): Promise<void>;
}

const policy = [
  "default-src 'none'",
  "script-src 'self'",
  // xterm writes its own style sheet
  "style-src 'self' 'unsafe-inline'",
  "connect-src 'self'",
  "img-src 'self' data:",
  "frame-src 'self'",
  "frame-ancestors 'none'",
  "base-uri 'none'",
  "form-action 'none'",
].join("; ");

/** @throws InputError where it cannot listen there. */
export async function startServer(props: ServerProps): Promise<RunningServer> {
  const { listen, port, certificate, origin, isProxied = false } = props;
  const served = new ServedClass(props);
  const cookies: Cookies = { secure: certificate !== undefined || origin?.startsWith("https:") === true };
  const options = {
    bodyLimit: 10_000,
    forceCloseConnections: true as const,
    // a proxy on this machine names the client; anybody else could claim anything
    trustProxy: isProxied ? "loopback" : false,
  };
  const app = (
    certificate ? fastify({ ...options, https: { key: certificate.key, cert: certificate.cert } }) : fastify(options)
  ) as FastifyInstance;
  await app.register(cookie);
  await app.register(websocket, { options: { maxPayload: frameBytes } });
  secure(app, props);
  assetRoutes(app);
  doorRoutes(app, served, cookies);
  await app.register((scope, _, done) => {
    studentRoutes(scope, served, cookies);
    done();
  });
  await app.register((scope, _, done) => {
    boardRoutes(scope, served, cookies);
    done();
  });
  try {
    await app.listen({ host: listen, port });
  } catch (error) {
    throw new InputError(t`${listen}, port ${port}: cannot be listened on: ${(error as Error).message}`, t`Name another: --port 8771`);
  }
  const address = app.server.address();
  return {
    port: typeof address === "object" && address !== null ? address.port : port,
    served,
    close: async () => {
      served.terminals.end("server");
      for (const socket of app.websocketServer.clients) socket.close(1001, "the server ends");
      await app.close();
    },
  };
}

/** Sets the headers of every answer, and refuses requests that do not come from our pages. */
function secure(app: FastifyInstance, { listen, origin, certificate }: ServerProps): void {
  const isLoopback = isLoopbackAddress(listen);
  app.addHook("onRequest", (request, reply, done) => {
    void reply.headers({
      "content-security-policy": policy,
      "x-content-type-options": "nosniff",
      "referrer-policy": "no-referrer",
      "cache-control": "no-store",
      "cross-origin-opener-policy": "same-origin",
    });
    const { host = "" } = request.headers;
    const name = host.replace(/:\d+$/, "");
    // a foreign page would reach this machine by another name (DNS rebinding)
    if (origin === undefined && isLoopback && !["127.0.0.1", "localhost", "[::1]"].includes(name))
      return void reply.code(421).send({ error: t`These pages are not at ${JSON.stringify(host)}` });
    const own = origin ?? `${certificate ? "https" : "http"}://${host}`;
    const acts = request.method !== "GET" || request.headers.upgrade !== undefined;
    if (acts && request.headers.origin !== own) return void reply.code(403).send({ error: t`Only the pages themselves may ask this` });
    done();
  });
  app.setErrorHandler((error: FastifyError, _, reply) => {
    if (error instanceof ZodError) return reply.code(400).send({ error: t`The request is not one of the pages'` });
    const status = error.statusCode ?? 500;
    return reply.code(status).send({ error: status < 500 || error.name === "FailedError" ? error.message : t`That did not work` });
  });
  app.setNotFoundHandler((_, reply) => reply.code(404).send({ error: t`There is no such page` }));
}

export function isLoopbackAddress(address: string): boolean {
  return address === "localhost" || address === "::1" || /^127\./.test(address);
}
