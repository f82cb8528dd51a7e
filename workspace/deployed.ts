// What is known to be deployed from a folder: the record, and what the state files add to it.
import { join } from "node:path";
import { hostsStackId } from "../definition/names";
import { t } from "../language/translate";
import { parseJson } from "../definition/json";
import { isOnMachines } from "./hosts-in-state";
import { recoverFromState } from "./recovered";
import { type ClassRecord, hasRecord, readRecord, withLabs } from "./record";
import { backupOf, stateFiles } from "./state-files";
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

/** A note that the record is damaged and what is used instead; undefined where it is not. */
export function damageNote(workspace: Workspace, { withLabFile }: { readonly withLabFile: boolean }): string | undefined {
  if (!readRecord(workspace).damaged) return undefined;
  return withLabFile
    ? t`${workspace.folder}/deployed.json is damaged: going by lab.yaml and Terraform's state.`
    : t`${workspace.folder}/deployed.json is damaged: going by Terraform's state.`;
}

/** Whether a class was deployed from this folder, and all of it has been removed since. */
export function isGone(workspace: Workspace): boolean {
  return hasRecord(workspace) && !isDeployed(workspace);
}

/** Whether something of a class was deployed from this folder, or may have been. */
export function isDeployed(workspace: Workspace): boolean {
  const { record, damaged } = readRecord(workspace);
  if (damaged || record.labs.length > 0 || record.regions.length > 0) return true;
  // the gates of existing machines stand for nothing that was created
  const stands = stateFiles(workspace).filter(({ stackId }) => stackId !== hostsStackId || !isOnMachines(workspace));
  return stands.some(({ condition }) => condition !== "empty");
}

/** Classes that were deployed from the same lab.yaml under another name, and not removed since. */
export function formerClasses(workspace: Workspace): Workspace[] {
  if (workspace.labFile === undefined) return [];
  return workspace.siblings().filter((other) => readRecord(other).record.labFile === workspace.labFile && isDeployed(other));
}

/** A file of the class that cannot be used as it is. */
export interface DamagedFile {
  readonly path: string;
  readonly fix: string;
}

/** The files of a class that cannot be used as they are. */
export function damagedFiles(workspace: Workspace): DamagedFile[] {
  const json = (name: string, fix: string): DamagedFile[] => {
    const text = workspace.read(name);
    return text === undefined || parseJson(text) !== undefined ? [] : [{ path: join(workspace.folder, name), fix }];
  };
  return [
    ...(readRecord(workspace).damaged
      ? [{ path: join(workspace.folder, "deployed.json"), fix: t`npx lab up writes it again from Terraform's state` }]
      : []),
    ...json("secrets.json", t`Put a copy of it back: it holds the passwords of databases`),
    ...json("seats.json", t`Correct or remove it: without it every student sits at their own host`),
    ...stateFiles(workspace)
      .filter(({ condition }) => condition === "damaged")
      .map((file) => {
        const backup = backupOf(file);
        return {
          path: file.path,
          fix:
            backup === undefined
              ? t`Put a copy of it back; npx lab up and npx lab down look at the Engines themselves`
              : `cp ${backup} ${file.path}`,
        };
      }),
  ];
}
