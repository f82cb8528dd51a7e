// One process at a time serves a class's pages: a file in the class's folder names it, and where its rounds are read.
import { randomBytes } from "node:crypto";
import { rmSync } from "node:fs";
import { hostname } from "node:os";
import { z } from "zod";
import { FailedError } from "../definition/errors";
import { plainLine } from "../definition/plain-text";
import type { Round } from "../engine/check-round";
import { t } from "../language/translate";
import { parseJson } from "../workspace/json";
import { isAlive } from "../workspace/is-alive";
import { guarded } from "../workspace/lock";
import type { Workspace } from "../workspace/workspace";
import { openRoundsPort, type RoundsAddress, stateOf } from "./rounds-port";

const file = "pages.json";

const holder = z.object({
  pid: z.int().positive(),
  host: z.string(),
  since: z.string(),
  url: z.string(),
  rounds: z.object({ port: z.int(), token: z.string() }),
});

/**
 * Makes this process the one that serves the class, until what is returned is called. What a server that was killed left behind
 * stops nobody: its process is gone, or its port is.
 * @param url Where browsers find the pages.
 * @param rounds Those of all students; undefined while the server is not ready.
 * @throws FailedError that names the other process and its address where there is one.
 */
export async function beTheServer(
  workspace: Workspace,
  url: string,
  rounds: () => Promise<readonly Round[]> | undefined,
): Promise<() => void> {
  const token = randomBytes(24).toString("base64url");
  const opened = await openRoundsPort(token, rounds);
  const own = { pid: process.pid, host: hostname(), since: new Date().toISOString(), url, rounds: { port: opened.port, token } };
  const text = `${JSON.stringify(own)}\n`;
  try {
    while (!(await isWritten(workspace, text)));
  } catch (error) {
    opened.close();
    throw error;
  }
  return () => {
    opened.close();
    if (workspace.read(file) === text) rmSync(workspace.path(file), { force: true });
  };
}

/** False where another one came meanwhile, which is to be looked at as well. */
async function isWritten(workspace: Workspace, text: string): Promise<boolean> {
  const before = workspace.read(file);
  await refuseRunning(workspace, before);
  return guarded(workspace, () => {
    if (workspace.read(file) !== before) return false;
    workspace.write(file, text);
    return true;
  });
}

/** Where the rounds of the class are read while it is served from this machine; undefined while it is not. */
export function roundsAddress(workspace: Workspace): RoundsAddress | undefined {
  const known = holder.safeParse(parseJson(workspace.read(file) ?? "")).data;
  return known && known.host === hostname() && isAlive(known.pid) ? known.rounds : undefined;
}

async function refuseRunning({ className, folder }: Workspace, text: string | undefined): Promise<void> {
  const other = text === undefined ? undefined : holder.safeParse(parseJson(text)).data;
  // it is written whole or not at all, so a damaged one is nobody's
  if (!other) return;
  const isHere = other.host === hostname();
  // a process that has ended may have given its number to another, but not its port and token
  if (isHere && (!isAlive(other.pid) || (await stateOf(other.rounds)) === "gone")) return;
  const [host, record] = [plainLine(other.host), `${folder}/${file}`];
  throw new FailedError(
    t`Class ${className} is served already: by process ${other.pid} on ${host}, at ${plainLine(other.url)}, since ${plainLine(other.since, 30)}`,
    isHere
      ? t`Use its pages, or end it: kill ${other.pid}. If it is no lab serve any more: rm ${record}`
      : t`Use its pages, or end it: kill ${other.pid} on ${host}. If it is no lab serve any more: rm ${record}`,
  );
}
