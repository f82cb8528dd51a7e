// Labs on machines that never passed their gate, such as one whose address was mistyped: nothing was made there.
import { labStackId } from "../definition/names";
import type { ClassRecord, DeployedLab } from "./record";
import { stateFiles } from "./state-files";
import type { Workspace } from "./workspace";

/** Those in a record. If the student's lab has a state that no other lab of theirs explains, plain cdktf made something. */
export function neverReady(workspace: Workspace, { labs }: ClassRecord): DeployedLab[] {
  const withState = new Set(
    stateFiles(workspace)
      .filter(({ condition }) => condition !== "empty")
      .map(({ stackId }) => stackId),
  );
  const isExplained = (student: string) => labs.some((lab) => lab.student === student && lab.untouched === undefined);
  return labs.filter(({ student, untouched }) => untouched && (!withState.has(labStackId(student)) || isExplained(student)));
}
