// Routes of the door: the only page that anybody may see, and the requests that open the others.
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { z } from "zod";
import { t } from "../language/translate";
import type { Entry, Identity } from "./door";
import { cookieDays } from "./limits";
import { doorPage } from "./pages";
import type { ServedClass } from "./served-class";

export interface Cookies {
  readonly secure: boolean;
}

const short = z.string().max(100);
const entry = z.object({ student: short, code: short });

/** One cookie per role: a browser may be a student's and the board's at once. */
export function cookieName(role: Identity["role"], { secure }: Cookies): string {
  return `${secure ? "__Host-" : ""}lab-${role}`;
}

export function doorRoutes(app: FastifyInstance, served: ServedClass, cookies: Cookies): void {
  const { door } = served;
  const refuse = (reply: FastifyReply, refused: Exclude<Entry, { kind: "in" }>) => {
    if (refused.kind === "too many") return reply.code(429).header("retry-after", refused.seconds).send(refused);
    return reply.code(refused.kind === "taken" ? 409 : 403).send(refused);
  };
  const letIn = (reply: FastifyReply, entered: Entry) => {
    if (entered.kind !== "in") return refuse(reply, entered);
    const { role } = entered.identity;
    return reply
      .setCookie(cookieName(role, cookies), entered.cookie, {
        path: "/",
        httpOnly: true,
        sameSite: "strict",
        secure: cookies.secure,
        maxAge: cookieDays * 86_400,
      })
      .send({ to: role === "board" ? "/board" : "/lab" });
  };
  const page = doorPage({ language: served.language, className: served.props.definition.name, claims: served.props.claim !== undefined });
  app.get("/", (_, reply) => reply.type("text/html").send(page));
  app.post("/enter", (request, reply) => {
    const { student, code } = entry.parse(request.body);
    return letIn(reply, door.enter(student.trim().toLowerCase(), code, request.ip));
  });
  app.post("/seats", (request, reply) => {
    const { code } = z.object({ code: short }).parse(request.body);
    const free = door.freeSeats(code, request.ip);
    if (!("seats" in free)) return refuse(reply, free);
    return reply.send({ seats: free.seats.map((student) => ({ student, label: served.labelOf(student) })) });
  });
  app.post("/claim", (request, reply) => {
    const { student, code } = entry.parse(request.body);
    const entered = door.claim(student, code, request.ip);
    if (entered.kind === "in") served.changed(student);
    return letIn(reply, entered);
  });
}

/** Lets in whoever has the cookie of a role; others are redirected from a page to the door, and get 401 elsewhere. */
export function guard(served: ServedClass, role: Identity["role"], cookies: Cookies) {
  return (request: FastifyRequest, reply: FastifyReply, done: () => void): void => {
    const identity = served.door.identityOf(request.cookies[cookieName(role, cookies)]);
    if (identity?.role === role) {
      done();
      return;
    }
    const isPage =
      request.method === "GET" && request.headers.upgrade === undefined && request.url === (role === "board" ? "/board" : "/lab");
    if (isPage) void reply.redirect("/");
    else void reply.code(401).send({ error: t`The page asks for a code first` });
  };
}

/** The student whose cookie a request has; the guard has checked that there is one. */
export function studentOf(served: ServedClass, request: FastifyRequest, cookies: Cookies): string {
  const identity = served.door.identityOf(request.cookies[cookieName("student", cookies)]);
  if (identity?.role !== "student") throw new Error("a student's route without the student's guard");
  return identity.student;
}
