// Brings what students leave on their hosts to this machine: a folder for each, and a summary of who is in it and who is not.
import { mkdtempSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import { amount } from "../language/counted";
import { FailedError } from "../definition/errors";
import { collectedAtOnce } from "../definition/limits";
import { failureOf, type Host, succeeded } from "../engine/host";
import { unpack, type Unpacked } from "../engine/unpack";
import { t } from "../language/translate";
import { collectionScript, collectionTimeout, maxArchiveBytes } from "../provisioning/collection";
import type { Traces } from "../provisioning/reset";
import { makeFolder } from "../workspace/make-folder";
import type { Reporter } from "./session";

export interface Collected {
  readonly student: string;
  /** Folder of what was brought. @default nothing was */
  readonly folder?: string;
  /** What is in that folder. @default nothing was brought */
  readonly content?: Unpacked;
  /** Why nothing was brought, or not everything. @default everything was */
  readonly problem?: string;
}

export interface CollectOptions {
  /** Names, in the roster's order. */
  readonly students: readonly string[];
  /** The hosts that exist. */
  readonly hosts: readonly Host[];
  /** Why a student has no host. */
  readonly absent: (student: string) => Promise<string>;
  /** What on a host's Engine is the student's. @default all of it */
  readonly own?: (host: Host) => Traces | undefined;
  readonly folder: string;
  readonly signal: AbortSignal;
  readonly reporter: Reporter;
}

/** @throws FailedError for a folder that cannot be written. */
export async function collect({ students, hosts, absent, own, folder, signal, reporter }: CollectOptions): Promise<Collected[]> {
  try {
    makeFolder(folder, 0o700);
  } catch (error) {
    throw new FailedError(t`${folder}: cannot be written: ${(error as Error).message}`, t`Name another folder`);
  }
  const results = await reporter.run<Collected>(
    students.map((student) => ({
      title: t`Work of ${student}`,
      work: async () => {
        const host = hosts.find((candidate) => candidate.student === student);
        return host ? collectFrom(host, own?.(host), folder, signal) : { student, problem: await absent(student) };
      },
      summary: ({ content, problem }) =>
        content === undefined || problem !== undefined ? new Error(problem ?? t`nothing was brought`) : amount(content.files, "file"),
    })),
    { concurrent: collectedAtOnce },
  );
  return students.map((student, at) => {
    const result = results[at];
    if (result?.ok) return result.value;
    return { student, problem: result ? result.error.message : t`was not tried` };
  });
}

async function collectFrom(host: Host, own: Traces | undefined, folder: string, signal: AbortSignal): Promise<Collected> {
  const { student, login, labsFolder } = host;
  const script = collectionScript({
    withHistory: login !== undefined,
    ...(labsFolder !== undefined && { labsFolder }),
    ...(own && { own }),
  });
  // base64 with its line ends
  const maxBytes = Math.ceil(maxArchiveBytes * 1.4);
  const answer = await host.run(script, { timeout: collectionTimeout, maxBytes, signal });
  if (!succeeded(answer)) return { student, problem: failureOf(answer) };
  const unpacking = mkdtempSync(join(folder, `.${student}-`));
  try {
    const content = await unpack(Buffer.from(answer.stdout, "base64"), unpacking);
    if (content.files === 0)
      return { student, problem: content.stopped === undefined ? t`its archive is empty` : t`its archive ${content.stopped}` };
    const problem = problemOf(content);
    return { student, folder: place(unpacking, folder, student), content, ...(problem !== undefined && { problem }) };
  } finally {
    rmSync(unpacking, { recursive: true, force: true });
  }
}

function problemOf({ stopped, refused }: Unpacked): string | undefined {
  const reasons = [
    ...(stopped === undefined ? [] : [t`its archive was read in part: it ${stopped}`]),
    ...(refused === 0 ? [] : [t`${refused} entries of its archive were left out: links, devices, or paths that lead elsewhere`]),
  ];
  return reasons.length === 0 ? undefined : reasons.join("; ");
}

/** A folder of the student's name; what was brought before stays. */
function place(from: string, folder: string, student: string): string {
  for (let number = 1; ; number++) {
    const to = join(folder, number === 1 ? student : `${student}-${number}`);
    try {
      // onto an empty folder, or where there is nothing
      renameSync(from, to);
      return to;
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (code !== "ENOTEMPTY" && code !== "EEXIST" && code !== "ENOTDIR") throw error;
    }
  }
}
