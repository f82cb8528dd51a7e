// `lab doctor`: what this machine has and lacks for the class, each finding with its fix.
import { type KnownClass, knownClass } from "../../deploy/known-class";
import { targetOf } from "../../deploy/targets";
import { type EngineState } from "../../engine/inspect";
import { findObstacles } from "../../engine/obstacles";
import { InputError } from "../../definition/errors";
import type { Session } from "../../deploy/session";
import { t } from "../../language/translate";
import { damagedFiles } from "../../workspace/deployed";
import type { ClassRecord } from "../../workspace/record";
import { exitCode, type GlobalOptions } from "../context";
import { labFile, noLabFile } from "../lab-file";
import { paint, result, table } from "../output";
import { stateWords, titleOf } from "../prerequisite-words";
import {
  diskPrerequisite,
  enginePrerequisite,
  networksPrerequisite,
  nodePrerequisite,
  type Prerequisite,
  sshPrerequisite,
  terraformPrerequisite,
} from "../prerequisites";

/** Reports what the machine has, even if lab.yaml is missing or broken: then it goes by what was deployed from here. */
export async function doctor(options: GlobalOptions, signal: AbortSignal): Promise<number> {
  const known = await classOrProblem(options.file);
  const { workspace, definition } = known;
  const session = workspace && definition ? { definition, workspace, signal } : undefined;
  const target = session && targetOf(session.definition, session.workspace);
  const local = target && target.needs === "engine";
  const reached = session && local === true ? await enginePrerequisite(session) : undefined;
  const all = [
    nodePrerequisite(),
    (await terraformPrerequisite(definition)).prerequisite,
    ...(reached ? [reached.prerequisite] : []),
    await sshOf(local !== false),
    diskPrerequisite(workspace?.folder ?? process.cwd()),
    ...(reached ? [networksPrerequisite()] : []),
    ...(session && reached?.engine ? await portsPrerequisites(session, reached.engine) : []),
    ...((await target?.prerequisites?.(signal)) ?? []),
    ...classPrerequisites(known),
  ];
  if (options.output === "json") result(JSON.stringify(all, null, 2));
  else
    result(
      table(
        [t`need`, t`state`, t`found`, t`fix`],
        all.map((one) => [titleOf(one), word(one), one.found, one.fix ?? ""]),
      ),
    );
  return all.some(({ state }) => state === "missing") ? exitCode.machine : exitCode.ok;
}

type Known = Partial<Pick<KnownClass, "workspace" | "definition" | "problem" | "record">>;

async function classOrProblem(file: string | undefined): Promise<Known> {
  try {
    return await knownClass(labFile(file), noLabFile(file));
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    return { problem: error };
  }
}

/** The class's own files: lab.yaml, and what is kept beside it. */
function classPrerequisites({ workspace, problem, record }: Known): Prerequisite[] {
  const standing = record && record.labs.length > 0 ? [deployedLabs(record)] : [];
  const file: Prerequisite[] = problem
    ? [
        {
          name: "lab.yaml",
          state: "missing",
          found: [problem.message, ...standing].join("; "),
          fix: [problem.next ?? t`Correct it`, ...standing.map(() => t`npx lab down works without it`)].join("; "),
        },
      ]
    : [];
  const damaged = (workspace ? damagedFiles(workspace) : []).map(({ path, fix }): Prerequisite => ({
    name: "Class files",
    state: "warning",
    found: t`${path} is damaged`,
    fix,
  }));
  return [...file, ...damaged];
}

function deployedLabs({ labs, className }: ClassRecord): string {
  return labs.length === 1
    ? t`1 lab of class ${className} was deployed from here`
    : t`${labs.length} labs of class ${className} were deployed from here`;
}

/** A lab on this machine does not need ssh. */
async function sshOf(local: boolean): Promise<Prerequisite> {
  const ssh = await sshPrerequisite();
  return local && ssh.state === "missing" ? { ...ssh, state: "warning" } : ssh;
}

const colours = { ok: "green", warning: "yellow", missing: "red" } as const;

function word({ state }: Prerequisite): string {
  return paint(colours[state], stateWords[state]());
}

/** The host ports of the class's scenarios that something other than the lab holds: a row for each fix. */
async function portsPrerequisites(
  { definition, workspace }: Pick<Session, "definition" | "workspace">,
  engine: EngineState,
): Promise<Prerequisite[]> {
  const [host] = await targetOf(definition, workspace).hosts();
  const running = definition.scenarios.filter(({ state }) => state === "running");
  const ports = running.flatMap(({ spec, options }) => spec.uses(options).hostPorts.map(({ port }) => ({ scenario: spec.name, port })));
  const name = "Host ports";
  if (!host || ports.length === 0) return [{ name, state: "ok", found: t`none are needed` }];
  const wanted = ports.map(({ scenario, port }) => ({ kind: "container" as const, name: scenario, replaces: true, hostPorts: [port] }));
  const { conflicts } = await findObstacles(wanted, engine, host, definition.name, host.student);
  const list = ports.map(({ port }) => port).join(", ");
  if (conflicts.length === 0) return [{ name, state: "ok", found: t`${list} free or the lab's` }];
  const byFix = new Map<string, Set<string>>();
  for (const { what, fix } of conflicts) byFix.set(fix, (byFix.get(fix) ?? new Set()).add(what));
  return [...byFix].map(([fix, whats]) => ({ name, state: "missing", found: [...whats].join("; "), fix }));
}
