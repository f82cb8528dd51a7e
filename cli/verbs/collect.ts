// `lab collect`: fetches what students leave on their hosts, a folder each, with a summary; also for `lab down --collect`.
import { basename, join, resolve } from "node:path";
import { InputError } from "../../definition/errors";
import { spreadsheet } from "../../definition/csv";
import { collect, type Collected } from "../../deploy/collect";
import type { KnownClass } from "../../deploy/known-class";
import type { Reporter, Session } from "../../deploy/session";
import { targetOf } from "../../deploy/targets";
import { ownOn } from "../../deploy/traces";
import { noHost } from "../../engine/student-host";
import { t } from "../../language/translate";
import { type CliContext, select } from "../context";
import { exitCode } from "../exit-codes";
import { result, table } from "../output";
import { writeOwn } from "../write-file";

/** Returns 1 where something is missing. */
export async function collectVerb(context: CliContext, folderName: string): Promise<number> {
  const collected = await collectWork(context, folderName);
  if (context.output === "json") result(JSON.stringify(collected, null, 2));
  else result(collectedTable(collected));
  return collected.every(({ problem }) => problem === undefined) ? exitCode.ok : exitCode.failed;
}

/** Fetches the work of the chosen students and writes the summary beside it. */
async function collectWork(
  { definition, chosen, workspace, signal, reporter }: Omit<Session, "seats">,
  folderName: string,
): Promise<Collected[]> {
  const target = targetOf(definition, workspace);
  const folder = resolve(folderName);
  const collected = await collect({
    students: chosen.students.map(({ name }) => name),
    hosts: await target.hosts(),
    absent: async (student) => (await target.absent(student))?.message ?? noHost().message,
    own: (host) => ownOn(host, { definition, workspace }),
    ...{ folder, signal, reporter },
  });
  const again = collected.flatMap(({ student, folder: own }) => (own !== undefined && basename(own) !== student ? [basename(own)] : []));
  if (again.length > 0) reporter.note(t`What was brought to ${folder} before stays as it is; this time it is in ${again.join(", ")}`);
  const rows = collected.map(({ student, folder: own = "", content, problem = "" }) => [
    ...[student, own, String(content?.files ?? 0), String(content?.bytes ?? 0), problem],
  ]);
  writeOwn(join(folder, "summary.csv"), spreadsheet([["student", "folder", "files", "bytes", "problem"], ...rows]));
  return collected;
}

interface BeforeDown {
  readonly on: readonly string[] | undefined;
  readonly folder: string | true;
}

/**
 * Fetches the students' work before a class is removed, and returns whether to go on: students whose work is missing are named and asked about.
 * @throws InputError without a lab.yaml, which says where the hosts are.
 */
export async function collectBeforeDown(
  known: KnownClass,
  { on, folder }: BeforeDown,
  reporter: Reporter,
  signal: AbortSignal,
): Promise<boolean> {
  const { definition, workspace, name } = known;
  if (!definition)
    throw new InputError(
      t`--collect: without a lab.yaml that can be read it is not known where the hosts are`,
      t`Correct lab.yaml, or leave --collect out`,
    );
  const chosen = on ? { ...definition, students: select(definition, on) } : definition;
  const where = folder === true ? `${name}-collected` : folder;
  const collected = await collectWork({ definition, chosen, workspace, signal, reporter }, where);
  if (signal.aborted) return false;
  reporter.note(t`${collectedTable(collected)}\nIt is in ${resolve(where)}`);
  const missing = collected.filter(({ problem }) => problem !== undefined);
  if (missing.length === 0) return true;
  const names = missing.map(({ student, problem = "" }) => `  ${student}: ${problem}`);
  reporter.note(t`Not all of the work of these is there:\n${names.join("\n")}`);
  return reporter.ask(t`Go on, and lose what is missing?`);
}

function collectedTable(collected: readonly Collected[]): string {
  return table(
    [t`student`, t`files`, "kB", t`folder`, t`problem`],
    collected.map(({ student, folder = "-", content, problem = "" }) => [
      ...[student, String(content?.files ?? 0), String(Math.ceil((content?.bytes ?? 0) / 1000)), folder, problem],
    ]),
  );
}
