// A loopback port where other commands on this machine read a served class's rounds of checks, with a token of the server's.
import { createServer, type ServerResponse } from "node:http";
import { z } from "zod";
import { checkKey, type ClassCheck } from "../definition/scenario";
import type { CheckResult, Round } from "../engine/check-round";
import { same } from "./door";

/** Where the rounds of a running server are. */
export interface RoundsAddress {
  readonly port: number;
  readonly token: string;
}

export interface RoundsPort {
  readonly port: number;
  close(): void;
}

const text = z.object({ ko: z.string(), en: z.string() });
const answered = z.object({ verdict: z.enum(["pass", "fail", "late", "unknown"]), said: z.string().optional() });
const sent = z.array(
  z.object({
    student: z.string(),
    seconds: z.number(),
    error: text.optional(),
    /** By scenario/check. */
    answers: z.record(z.string(), answered),
  }),
);

/** Listens until it is closed. `rounds` returns those of all students; undefined while the server is not ready. */
export async function openRoundsPort(token: string, rounds: () => Promise<readonly Round[]> | undefined): Promise<RoundsPort> {
  const server = createServer((request, response) => {
    if (!same(request.headers.authorization ?? "", `Bearer ${token}`)) return void response.writeHead(401).end();
    if (request.url !== "/rounds") return void response.writeHead(204).end();
    const asked = rounds();
    if (!asked) return void response.writeHead(503).end();
    asked.then(
      (all) => sendRounds(response, all),
      () => response.writeHead(500).end(),
    );
  });
  await new Promise<void>((resolve, reject) => server.once("error", reject).listen(0, "127.0.0.1", resolve));
  const address = server.address();
  const close = () => {
    server.close();
    server.closeAllConnections();
  };
  return { port: typeof address === "object" && address !== null ? address.port : 0, close };
}

function sendRounds(response: ServerResponse, all: readonly Round[]): void {
  const body: z.input<typeof sent> = all.map(({ student, seconds, error, results }) => ({
    ...{ student, seconds, error },
    answers: Object.fromEntries(results.map(({ check, verdict, said }) => [checkKey(check), { verdict, said }])),
  }));
  response.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify(body));
}

/** `gone`: nothing listens there, or something else does. */
export async function stateOf(address: RoundsAddress): Promise<"there" | "gone"> {
  try {
    return (await request(address, "/", AbortSignal.timeout(3000))).status === 204 ? "there" : "gone";
  } catch (error) {
    // one that is stopped or busy does not answer, but holds its port
    return (error as Error).name === "TimeoutError" ? "there" : "gone";
  }
}

/**
 * The rounds of these students from a running server, at most a moment old. Undefined where it cannot be
 * reached, or serves another roster or other checks.
 */
export async function servedRounds(
  address: RoundsAddress,
  students: readonly string[],
  checks: readonly ClassCheck[],
  signal: AbortSignal,
): Promise<Round[] | undefined> {
  const answer = await request(address, "/rounds", signal).catch(() => undefined);
  const parsed = sent.safeParse(answer?.status === 200 ? await answer.json().catch(() => undefined) : undefined);
  if (!parsed.success) return undefined;
  const rounds = students.flatMap((student): Round[] => {
    const of = parsed.data.find((each) => each.student === student);
    const answers = new Map(Object.entries(of?.answers ?? {}));
    if (!of || !checks.every((check) => answers.has(checkKey(check)))) return [];
    const results = checks.map((check): CheckResult => {
      const { verdict = "unknown", said } = answers.get(checkKey(check)) ?? {};
      return { check, verdict, ...(said !== undefined && { said }) };
    });
    return [{ student, results, seconds: of.seconds, ...(of.error && { error: of.error }) }];
  });
  return rounds.length === students.length ? rounds : undefined;
}

function request({ port, token }: RoundsAddress, path: string, signal: AbortSignal): Promise<Response> {
  return fetch(`http://127.0.0.1:${port}${path}`, { headers: { authorization: `Bearer ${token}` }, signal });
}
