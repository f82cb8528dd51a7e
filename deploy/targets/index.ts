// The kinds of target. A new one is a schema in definition/, hosts in stacks/hosts/, a file here and a line in this one.
import type { LabClass } from "../../stacks/scenarios/scenario";
import type { DeployedLab } from "../../workspace/record";
import type { Workspace } from "../../workspace/workspace";
import { awsTarget } from "./aws";
import type { ClassTarget } from "./class-target";
import { hostsTarget } from "./hosts";
import { localTarget } from "./local";

export function targetOf(definition: LabClass, workspace: Workspace): ClassTarget {
  const { target } = definition;
  switch (target.kind) {
    case "local":
      return localTarget(definition, target, workspace);
    case "hosts":
      return hostsTarget(definition, target, workspace);
    case "aws":
      return awsTarget(definition, target, workspace);
  }
}

/** The labs that lab.yaml has, as they are recorded once they are deployed. */
export function wishedLabs(definition: LabClass, workspace: Workspace): DeployedLab[] {
  const target = targetOf(definition, workspace);
  return definition.students.map(({ name }) => target.deployedLab(name));
}
