// What a folder knows to be deployed: the record, and what the state files say besides.
import { recoverFromState } from "./recovered";
import { type ClassRecord, readRecord, withLabs } from "./record";
import { stateFiles } from "./state-files";
import type { Workspace } from "./workspace";

export interface Deployed {
  readonly record: ClassRecord;
  /** Whether the record cannot be read: what it lacks comes from the state files. */
  readonly damaged: boolean;
}

/** What was deployed of a class from this folder. */
export function deployed(workspace: Workspace): Deployed {
  const { record, damaged } = readRecord(workspace);
  const { labs, regions } = recoverFromState(workspace);
  const students = new Set(record.labs.map(({ student }) => student));
  const known = withLabs(
    record,
    labs.filter(({ student }) => !students.has(student)),
  );
  return { record: { ...known, regions: [...new Set([...known.regions, ...regions])] }, damaged };
}

/** Whether something of a class was deployed from this folder, or may have been. */
export function isDeployed(workspace: Workspace): boolean {
  const { record, damaged } = readRecord(workspace);
  return (
    damaged || record.labs.length > 0 || record.regions.length > 0 || stateFiles(workspace).some(({ condition }) => condition !== "empty")
  );
}

/** Classes that were deployed from the same lab.yaml under another name, and not taken away since. */
export function formerClasses(workspace: Workspace): Workspace[] {
  if (workspace.labFile === undefined) return [];
  return workspace.siblings().filter((other) => readRecord(other).record.labFile === workspace.labFile && isDeployed(other));
}
