// Routes of a student's page: guide, terminals, checks. Only the cookie says whose they are; no URL names a student.
import type { FastifyInstance } from "fastify";
import { z } from "zod";
import { guidePage } from "../classroom/guide";
import { urlOf } from "../engine/status";
import { type Cookies, guard, studentOf } from "./door-routes";
import { terminalsPerStudent } from "./limits";
import { studentPage } from "./pages";
import { keepAlive, type ServedClass, studentChannel } from "./served-class";
import { fromTerminal, read, size, viewerOf } from "./terminal-messages";
import type { TerminalSession } from "./terminal-session";

const fromPage = z.strictObject({ allow: z.boolean(), tab: z.number().int() });

export function studentRoutes(app: FastifyInstance, served: ServedClass, cookies: Cookies): void {
  app.addHook("onRequest", guard(served, "student", cookies));
  pageRoutes(app, served, cookies);
  checkRoutes(app, served, cookies);
  terminalRoute(app, served, cookies);
}

/** The page and its guide. */
function pageRoutes(app: FastifyInstance, served: ServedClass, cookies: Cookies): void {
  const { definition, workspace } = served.props;

  app.get("/lab", async (request, reply) => {
    const student = studentOf(served, request, cookies);
    const host = await served.hostOf(student).catch(() => undefined);
    const links = definition.scenarios
      .filter(({ state }) => state === "running")
      .flatMap(({ spec, options }) =>
        host
          ? spec.endpoints(options).map((endpoint) => ({
              name: endpoint.title?.[served.language] ?? endpoint.name,
              url: urlOf(host.address, endpoint),
            }))
          : [],
      );
    return reply.type("text/html").send(
      studentPage({
        language: served.language,
        className: definition.name,
        label: served.labelOf(student),
        links,
        terminals: terminalsPerStudent,
      }),
    );
  });

  app.get("/lab/guide", async (request, reply) => {
    const student = studentOf(served, request, cookies);
    const [host, person] = [await served.hostOf(student), definition.students.find(({ name }) => name === student)];
    if (!person) throw new Error(`${student} is not in the class`);
    const lab = await served.props.graph(host).catch(() => undefined);
    // its own policy is in the page
    return reply
      .type("text/html")
      .removeHeader("content-security-policy")
      .header("content-security-policy", "frame-ancestors 'self'")
      .send(guidePage({ definition, workspace }, person, host, lab && { lab }));
  });
}

/** Checks, and what reaches the page by itself. */
function checkRoutes(app: FastifyInstance, served: ServedClass, cookies: Cookies): void {
  app.get("/lab/checks", (request) => served.marks(studentOf(served, request, cookies)));

  app.post("/lab/check", async (request) => {
    const student = studentOf(served, request, cookies);
    await served.rounds.ask(student);
    return served.marks(student);
  });

  app.get("/lab/events", { websocket: true }, (socket, request) => {
    const student = studentOf(served, request, cookies);
    served.channels.add(studentChannel(student), socket);
    keepAlive(socket);
    served.changed(student);
    socket.on("close", () => served.changed(student));
    for (const tab of served.terminals.of(student).tabs)
      socket.send(JSON.stringify({ type: "looking", tab, ...served.lookers.of(student, tab) }));
    socket.on("message", (data: Buffer) => {
      const message = read(fromPage, data);
      if (message) served.lookers.answer(student, message.tab, message.allow);
    });
  });
}

function terminalRoute(app: FastifyInstance, served: ServedClass, cookies: Cookies): void {
  app.get<{ Params: { tab: string } }>("/lab/terminal/:tab", { websocket: true }, (socket, request) => {
    const student = studentOf(served, request, cookies);
    const given = size.safeParse(request.query);
    keepAlive(socket);
    const { columns, rows } = given.success ? given.data : { columns: 80, rows: 24 };
    const viewer = viewerOf(socket);
    const opened = served.terminals.open(student, Number(request.params.tab), { columns, rows });
    const run = (act: (session: TerminalSession) => void) => void opened.then(act, () => undefined);
    opened.then(
      (session) => {
        if (socket.readyState !== socket.OPEN) return;
        session.resize({ columns, rows });
        session.attach(viewer, "owner");
        served.terminals.changed(student);
      },
      (error: unknown) => viewer.close(error instanceof Error ? error.message : String(error)),
    );
    socket.on("message", (data: Buffer) => {
      const message = read(fromTerminal, data);
      if (message === undefined) return;
      run((session) => {
        if ("type" in message) session.type(message.type);
        else if ("shown" in message) session.shown(viewer, message.shown);
        else if ("resize" in message) session.resize(message.resize);
      });
    });
    socket.on("close", () =>
      run((session) => {
        session.detach(viewer);
        served.terminals.changed(student);
      }),
    );
  });
}
