// The kinds of target for the operations on a class, by their names. One that is missing is a type error.
import type { TargetName, TargetOf } from "../../definition/class-definition";
import type { Host } from "../../engine/host";
import type { LabClass } from "../../stacks/scenarios/scenario";
import type { DeployedLab } from "../../workspace/record";
import type { RecordedTarget } from "../../workspace/targets";
import type { Workspace } from "../../workspace/workspace";
import type { Failure } from "../session";
import { aws } from "./aws";
import type { ClassTarget, TargetOperations } from "./class-target";
import type { Cloud } from "./cloud";
import { hosts } from "./hosts";
import { local } from "./local";

const kinds: { readonly [Name in TargetName]: TargetOperations<Name> } = { local, hosts, aws };

export function targetOf(definition: LabClass, workspace: Workspace): ClassTarget {
  return operationsOn(definition, definition.target, workspace);
}

function operationsOn<Name extends TargetName>(definition: LabClass, target: TargetOf<Name>, workspace: Workspace): ClassTarget {
  return kinds[target.kind].of(definition, target, workspace);
}

/** The cloud that a kind of target makes hosts on; undefined where its machines exist. */
export function cloudOf({ kind }: { readonly kind: TargetName }): Cloud | undefined {
  return kinds[kind].cloud;
}

export function clouds(): Cloud[] {
  return Object.values(kinds).flatMap(({ cloud }) => cloud ?? []);
}

/** The labs that lab.yaml has, as they are recorded once they are deployed. */
export function wishedLabs(definition: LabClass, workspace: Workspace): DeployedLab[] {
  const target = targetOf(definition, workspace);
  return definition.students.map(({ name }) => target.deployedLab(name));
}

/**
 * The host of a lab as it was deployed, whatever became of lab.yaml; undefined where that is not known.
 * @param config The class's ssh_config, with the machines of the labs.
 */
export function recordedHost(lab: DeployedLab, config: string): Host | undefined {
  return recordedOn(lab, lab.target, config);
}

function recordedOn<Name extends TargetName>(lab: DeployedLab, target: RecordedTarget<Name>, config: string): Host | undefined {
  return kinds[target.kind].recordedHost(lab, target, config);
}

/** What to report where `recordedHost` knows none. */
export function withoutHost({ student, target: { kind } }: DeployedLab): Failure {
  return kinds[kind].withoutHost(student);
}
