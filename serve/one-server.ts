// One process at a time serves a class's pages: a file in the class's folder names it, and where its rounds are read.
import { createHash, randomBytes } from "node:crypto";
import { rmSync } from "node:fs";
import { z } from "zod";
import type { ClassDefinition } from "../definition/class-definition";
import { FailedError } from "../definition/errors";
import { plainLine } from "../definition/plain-text";
import type { Round } from "../engine/check-round";
import { t } from "../language/translate";
import { parseJson } from "../definition/json";
import { hasEnded, holderShape, isHere, sinceText, thisProcess, wayToEnd } from "../workspace/holder";
import { guarded } from "../workspace/lock";
import type { Workspace } from "../workspace/workspace";
import { openRoundsPort, type RoundsAddress, stateOf } from "./rounds-port";

const file = "pages.json";

const servedBy = z.object({
  ...holderShape,
  url: z.string(),
  /** What `shownOf` is of the class as it was when the server started. @default not known, as of an older one */
  shown: z.string().optional(),
  rounds: z.object({ port: z.int(), token: z.string() }),
});

/**
 * Makes this process the one that serves the class, until the returned function is called. What a killed server left behind
 * stops nobody: its process is gone, or its port is.
 * @param url Where browsers find the pages.
 * @param shown What `shownOf` is of the class that it serves.
 * @param rounds Those of all students; undefined while the server is not ready.
 * @throws FailedError that names the other process and its address where there is one.
 */
export async function beTheServer(
  workspace: Workspace,
  { url, shown }: { readonly url: string; readonly shown: string },
  rounds: () => Promise<readonly Round[]> | undefined,
): Promise<() => void> {
  const token = randomBytes(24).toString("base64url");
  const opened = await openRoundsPort(token, rounds);
  const own = { ...thisProcess(), url, shown, rounds: { port: opened.port, token } };
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

/** False where another server appeared in the meantime, which has to be checked as well. */
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
  return runningServer(workspace)?.rounds;
}

/** Whether a server of this machine shows the class as it was before lab.yaml was changed: it reads that once, when it starts. */
export function showsEarlier(workspace: Workspace, definition: ClassDefinition): boolean {
  const shown = runningServer(workspace)?.shown;
  return shown !== undefined && shown !== shownOf(definition);
}

/** What the pages take from lab.yaml, as a short text to compare. */
export function shownOf({ students, scenarios, language, target }: ClassDefinition): string {
  const uses = scenarios.map(({ spec, options, state }) => ({ name: spec.name, options, state }));
  const names = students.map(({ name }) => name);
  return createHash("sha256")
    .update(JSON.stringify({ names, uses, language, target }, (_, value: unknown) => (value instanceof Map ? [...value] : value)))
    .digest("hex");
}

function runningServer(workspace: Workspace): z.output<typeof servedBy> | undefined {
  const known = servedBy.safeParse(parseJson(workspace.read(file) ?? "")).data;
  return known && isHere(known) && !hasEnded(known) ? known : undefined;
}

async function refuseRunning({ className, folder }: Workspace, text: string | undefined): Promise<void> {
  const other = text === undefined ? undefined : servedBy.safeParse(parseJson(text)).data;
  // it is written whole or not at all, so a damaged one is nobody's
  if (!other || hasEnded(other)) return;
  // another process may have the pid of one that has ended, but not its port and token
  if (isHere(other) && (await stateOf(other.rounds)) === "gone") return;
  throw new FailedError(
    t`Class ${className} is already being served: by process ${other.pid} on ${plainLine(other.host)}, at ${plainLine(other.url)}, since ${sinceText(other)}`,
    t`Use its pages, or end it ${wayToEnd(other)}. If that process is no longer a lab serve: rm ${`${folder}/${file}`}`,
  );
}
