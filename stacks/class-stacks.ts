// The stacks of a class in an app: its hosts where it has any, and a lab per student.
import type { Construct } from "constructs";
import { hostsStackId, labStackId } from "../definition/names";
import type { Seats } from "../definition/seats";
import type { ClassStack } from "./class-stack";
import { LabStack } from "./lab-stack";
import type { LabClass } from "./scenarios/scenario";
import { loadHosts } from "./targets";
import { withoutTokenTraces } from "./token-traces";

export interface ClassStacksProps {
  readonly definition: LabClass;
  /** Students who sit at a spare. */
  readonly seats: Seats;
  /** Folder of a stack's state file, as seen from the stack's folder below cdktf.out. */
  readonly stateFolder: (stackId: string) => string;
}

export async function addClassStacks(scope: Construct, { definition, seats, stateFolder }: ClassStacksProps): Promise<ClassStack[]> {
  const addHosts = await loadHosts(definition.target);
  return withoutTokenTraces(() => {
    const hosts = addHosts?.(scope, { definition, seats, stateFolder: stateFolder(hostsStackId) });
    const labs = definition.students.map(({ name: student }) => {
      const id = labStackId(student);
      const lab = new LabStack(scope, id, {
        ...{ definition, student },
        engine: hosts?.engine(student) ?? {},
        stateFolder: stateFolder(id),
      });
      if (hosts) lab.addDependency(hosts);
      return lab;
    });
    return [...(hosts ? [hosts] : []), ...labs];
  });
}
