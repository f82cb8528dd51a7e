// Routes of the instructor's board: everybody's progress as it happens, a look into a terminal, and actions for a student.
import type { FastifyInstance } from "fastify";
import { z } from "zod";
import { plainLine } from "../definition/plain-text";
import { makesHosts } from "../definition/targets";
import { t } from "../language/translate";
import { answersOf } from "./answers";
import { type Cookies, guard } from "./door-routes";
import { boardPage } from "./pages";
import { boardChannel, keepAlive, type ServedClass, studentChannel } from "./served-class";
import { fromTerminal, read, viewerOf } from "./terminal-messages";

export function boardRoutes(app: FastifyInstance, served: ServedClass, cookies: Cookies): void {
  app.addHook("onRequest", guard(served, "board", cookies));
  pageRoutes(app, served);
  actionRoutes(app, served);
  lookRoute(app, served);
}

/** The page, and what it shows. */
function pageRoutes(app: FastifyInstance, served: ServedClass): void {
  const { definition } = served.props;
  const student = z.enum(served.students);
  const written = definition.scenarios.flatMap(({ spec }) => ((spec.exercise?.answers ?? []).length > 0 ? [spec.name] : []));

  app.get("/board", (_, reply) =>
    reply.type("text/html").send(
      boardPage({
        language: served.language,
        className: definition.name,
        scenarios: definition.scenarios.map(({ spec }) => ({ name: spec.name, title: spec.title[served.language] })),
        claims: served.props.claim !== undefined,
        ends: makesHosts(definition.target),
      }),
    ),
  );

  app.get("/board/events", { websocket: true }, (socket) => {
    served.channels.add(boardChannel, socket);
    keepAlive(socket);
    const stop = served.rounds.look();
    socket.on("close", stop);
    socket.send(JSON.stringify({ type: "rows", rows: served.students.map((name) => served.row(name)) }));
  });

  app.get<{ Params: { student: string } }>("/board/answers/:student", async (request) => {
    const host = await served.hostOf(student.parse(request.params.student));
    return { answers: await answersOf(host, written, served.props.signal) };
  });
}

/** What the instructor does for students. */
function actionRoutes(app: FastifyInstance, served: ServedClass): void {
  const { definition, actions } = served.props;
  const student = z.enum(served.students);
  const scenario = z.enum(definition.scenarios.map(({ spec }) => spec.name));

  app.post("/board/check", () => {
    served.rounds.askAll();
    return { asked: served.students.length };
  });

  app.post("/board/message", (request) => {
    const { to, text } = z.object({ to: student.optional(), text: z.string().trim().min(1).max(500) }).parse(request.body);
    const line = plainLine(text, 500);
    const receivers = to === undefined ? served.students : [to];
    for (const name of receivers) served.channels.send(studentChannel(name), { type: "message", text: line });
    return { reached: receivers.filter((name) => served.channels.count(studentChannel(name)) > 0) };
  });

  for (const verb of ["solve", "reset"] as const) {
    app.post(`/board/${verb}`, async (request) => {
      const wanted = z.object({ student, scenario }).parse(request.body);
      try {
        return { said: await actions[verb](wanted.student, wanted.scenario) };
      } finally {
        void served.rounds.ask(wanted.student);
      }
    });
  }

  app.post("/board/free", (request) => {
    const wanted = z.object({ student }).parse(request.body);
    served.claims.free(wanted.student);
    served.terminals.endOf(wanted.student, "freed");
    served.channels.close(studentChannel(wanted.student));
    served.changed(wanted.student);
    return { freed: wanted.student };
  });
}

/** A student's terminal, as the instructor sees it. */
function lookRoute(app: FastifyInstance, served: ServedClass): void {
  app.get<{ Params: { student: string; tab: string } }>("/board/terminal/:student/:tab", { websocket: true }, (socket, request) => {
    const name = request.params.student;
    const tab = Number(request.params.tab);
    const session = served.terminals.find(name, tab);
    const viewer = viewerOf(socket);
    if (!session) {
      viewer.close(t`not open`);
      return;
    }
    keepAlive(socket);
    const looker = served.lookers.add(name, tab, (mayType) => socket.send(JSON.stringify({ type: "answered", mayType })));
    session.attach(viewer, "guest");
    socket.on("message", (data: Buffer) => {
      const message = read(fromTerminal, data);
      if (message === undefined) return;
      if ("shown" in message) session.shown(viewer, message.shown);
      else if ("ask" in message) served.lookers.ask(name, tab, looker);
      else if ("type" in message && looker.mayType) session.type(message.type);
    });
    socket.on("close", () => {
      session.detach(viewer);
      served.lookers.remove(name, tab, looker);
    });
  });
}
