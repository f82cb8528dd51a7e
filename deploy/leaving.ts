// What was deployed and is not in lab.yaml any more: students, machines, a target, a name of the class. Listed, asked about, taken away.
import { hostsAtOnce } from "../definition/limits";
import { labStackId } from "../definition/names";
import { deployed, formerClasses } from "../workspace/deployed";
import { changeRecord, type ClassRecord, type DeployedLab, placeOf, sameLab, withoutLabs } from "../workspace/record";
import type { Workspace } from "../workspace/workspace";
import { removeLabs } from "./down";
import { forgetState } from "./forget-state";
import type { Failure, Session } from "./session";
import { targetOf } from "./targets";

/** Labs of a class that lab.yaml does not have any more. */
interface Leaving {
  readonly workspace: Workspace;
  readonly labs: readonly DeployedLab[];
}

/** Students of the class's own region who left the roster: their hosts end with the plan of the hosts. */
export function endingWithHosts({ definition, workspace }: Session, record: ClassRecord): DeployedLab[] {
  const { target } = definition;
  const wished = wishedLabs({ definition, workspace });
  return record.labs.filter(
    (lab) => lab.target.kind === "aws" && target.kind === "aws" && lab.target.region === target.region && !isAmong(lab, wished),
  );
}

/**
 * Takes away what lab.yaml does not have any more, when the person agrees; else it stays on record. Returns what could not be taken away.
 * EC2 hosts elsewhere are ended before (`endElsewhere`).
 */
export async function takeLeavingAway(session: Session, record: ClassRecord): Promise<Failure[]> {
  const { reporter, signal, workspace } = session;
  const leaving = findLeaving(session, record);
  if (leaving.length === 0) return [];
  reporter.note(`Deployed before, and not in lab.yaml any more:\n${leaving.flatMap((one) => describe(one, workspace)).join("\n")}`);
  if (!(await reporter.ask("Take them away? Their data folders stay."))) {
    reporter.note("They stay as they are, and on record: npx lab down takes them away.");
    return [];
  }
  const failures: Failure[] = [];
  for (const { workspace: own, labs } of leaving) {
    const options = { className: own.className, workspace: own, signal, reporter, purge: false };
    const removals = await removeLabs(labs, options, hostsAtOnce);
    failures.push(
      ...removals.flatMap(({ student, failure }) => (failure ? [{ ...failure, message: `${student}: ${failure.message}` }] : [])),
    );
  }
  return failures;
}

/** Forgets students whose hosts have ended with the plan of the hosts. */
export async function forgetEnded({ workspace }: Session, labs: readonly DeployedLab[]): Promise<void> {
  if (labs.length === 0) return;
  await forgetState(
    workspace,
    labs.map(({ student }) => labStackId(student)),
  );
  changeRecord(workspace, (before) => withoutLabs(before, labs));
}

function findLeaving(session: Session, record: ClassRecord): Leaving[] {
  const wished = wishedLabs(session);
  const own: Leaving = { workspace: session.workspace, labs: record.labs.filter((lab) => !isAmong(lab, wished)) };
  const former = formerClasses(session.workspace).map((other): Leaving => ({ workspace: other, labs: deployed(other).record.labs }));
  return [own, ...former]
    .map(({ workspace, labs }) => ({ workspace, labs: labs.filter(({ target }) => target.kind !== "aws") }))
    .filter(({ labs }) => labs.length > 0);
}

function wishedLabs({ definition, workspace }: Pick<Session, "definition" | "workspace">): DeployedLab[] {
  const target = targetOf(definition, workspace);
  return definition.students.map(({ name }) => target.deployedLab(name));
}

function isAmong(lab: DeployedLab, labs: readonly DeployedLab[]): boolean {
  return labs.some((other) => sameLab(other, lab));
}

function describe({ workspace: { className }, labs }: Leaving, own: Workspace): string[] {
  const of = className === own.className ? "" : `class ${className}, as it was called before: `;
  return labs.map((lab) => `  ${of}the lab of ${lab.student} on ${placeOf(lab)}`);
}
