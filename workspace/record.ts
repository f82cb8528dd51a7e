// What was deployed of a class: written before Terraform runs, so that a class can be removed whatever became of its lab.yaml.
import { isDeepStrictEqual } from "node:util";
import { z } from "zod";
import { parseJson } from "../definition/json";
import { regionOf } from "../definition/targets";
import { nameOfPlace, placeOn, recordedTarget } from "./targets";
import { recordedMachine } from "./targets/recorded-kind";
import type { Workspace } from "./workspace";

const file = "deployed.json";

const deployedScenario = z.object({
  name: z.string(),
  /** Of all that makes it what it is. */
  hash: z.string(),
});

const lab = z.object({
  student: z.string(),
  target: recordedTarget,
  /** On target hosts: the machine. */
  machine: recordedMachine.optional(),
  /** Folders on the Engine's host that keep data, such as a database. */
  data: z.array(z.string()),
  /** Images that are on the Engine: one of them helps to remove data that belongs to a container's user. */
  images: z.array(z.string()),
  /** Images that Terraform built there last, by name: provider 3.6.2 gives them no label. @default not known, as in an older record */
  built: z.array(z.object({ name: z.string(), id: z.string() })).optional(),
  /** Names of images that its scenarios build. @default not known, as in an older record */
  builds: z.array(z.string()).optional(),
  /** Names of images that the commands of its exercises make. @default not known, as in an older record */
  makes: z.array(z.string()).optional(),
  /** When it was first deployed, ISO 8601: an older image with such a name is a student's own. @default not known */
  since: z.iso.datetime().optional(),
  /** Its scenarios as they were deployed last. @default not known, as in an older record or after a first deploy that failed */
  scenarios: z.array(deployedScenario).optional(),
  /** Whether its machine has not passed its gate yet, so that nothing was made there. @default something may be there */
  untouched: z.literal(true).optional(),
});

const record = z.object({
  version: z.literal(1),
  className: z.string(),
  /** The lab.yaml it was deployed from, as seen from the folder of all classes. */
  labFile: z.string().optional(),
  labs: z.array(lab),
  /** Regions in which hosts of the class were made. */
  regions: z.array(z.string()),
  /** The hash of the password with which a data folder was initialized, by `databaseKey`. */
  databases: z.record(z.string(), z.string()).default({}),
});

/** One student's lab as it was deployed. */
export type DeployedLab = z.output<typeof lab>;
export type BuiltImage = NonNullable<DeployedLab["built"]>[number];
export type DeployedScenario = z.output<typeof deployedScenario>;
export type ClassRecord = z.output<typeof record>;

export function emptyRecord(className: string): ClassRecord {
  return { version: 1, className, labs: [], regions: [], databases: {} };
}

/** The record of a class; `damaged` where it cannot be read, and empty where nothing was deployed. */
export function readRecord(workspace: Workspace): { readonly record: ClassRecord; readonly damaged: boolean } {
  const text = workspace.read(file);
  const parsed = text === undefined ? undefined : record.safeParse(parseJson(text));
  return { record: parsed?.data ?? emptyRecord(workspace.className), damaged: parsed?.success === false };
}

/** Whether anything was ever recorded of the class. */
export function hasRecord(workspace: Workspace): boolean {
  return workspace.read(file) !== undefined;
}

/** Writes the record; a damaged one is moved aside first. @throws FailedError where it cannot be written. */
export function writeRecord(workspace: Workspace, value: ClassRecord): void {
  if (readRecord(workspace).damaged) workspace.setAside(file);
  workspace.write(file, `${JSON.stringify(value, null, 2)}\n`);
}

/** Changes what is recorded right now; a change that changes nothing writes nothing. */
export function changeRecord(workspace: Workspace, change: (before: ClassRecord) => ClassRecord): void {
  const { record: before, damaged } = readRecord(workspace);
  const now = change(before);
  if (damaged || !hasRecord(workspace) || !isDeepStrictEqual(now, before)) writeRecord(workspace, now);
}

/** Whether two entries are of the same lab on the same Engine. */
export function sameLab(a: DeployedLab, b: DeployedLab): boolean {
  return a.student === b.student && samePlace(a, b);
}

/** Whether a lab on its Engine is among some. */
export function hasLab(labs: readonly DeployedLab[], lab: DeployedLab): boolean {
  return labs.some((other) => sameLab(other, lab));
}

/** Where a lab is, as it is recorded. */
function placeOf({ target, machine }: DeployedLab): string {
  return placeOn(target, machine);
}

/** Where a lab is, as a person reads it. */
export function placeName({ target, machine }: DeployedLab): string {
  return nameOfPlace(target, machine);
}

/** Whether two labs are on one Engine. */
export function samePlace(a: DeployedLab, b: DeployedLab): boolean {
  return placeOf(a) === placeOf(b);
}

/** The region in which a lab's host is, as `regionOf` has it; undefined where it is in none. */
export function regionOfLab({ target }: DeployedLab): string | undefined {
  return regionOf(target);
}

/** The key of a password in `databases`. */
export function databaseKey(lab: DeployedLab, folder: string): string {
  return [lab.student, placeOf(lab), folder].join("\n");
}

/** Adds labs, and the regions they are in, to what was deployed. A lab's earlier data folders are kept. */
export function withLabs(before: ClassRecord, labs: readonly DeployedLab[]): ClassRecord {
  const regions = labs.flatMap((lab) => regionOfLab(lab) ?? []);
  const merged = labs.map((lab) => {
    const known = before.labs.find((candidate) => sameLab(candidate, lab));
    if (!known) return lab;
    const { untouched, built, since, scenarios } = known;
    const [makes, builds] = [union(known.makes ?? [], lab.makes ?? []), union(known.builds ?? [], lab.builds ?? [])];
    return {
      ...lab,
      ...{ data: union(known.data, lab.data), images: union(known.images, lab.images) },
      ...(makes.length > 0 && { makes }),
      ...(builds.length > 0 && { builds }),
      ...(since !== undefined && { since }),
      ...(built && { built }),
      ...(scenarios && { scenarios }),
      ...(untouched && { untouched }),
    };
  });
  return {
    ...before,
    labs: [...before.labs.filter((known) => !hasLab(labs, known)), ...merged],
    regions: union(before.regions, regions),
  };
}

/** Records which images were built for a lab. */
export function withBuilt(before: ClassRecord, lab: DeployedLab, images: readonly BuiltImage[]): ClassRecord {
  const names = new Set(images.map(({ name }) => name));
  return changeLab(before, lab, ({ built = [], ...known }) => ({
    ...known,
    built: [...built.filter(({ name }) => !names.has(name)), ...images],
  }));
}

/**
 * Records which scenarios were deployed of a lab. Others that it had stay on record, unless these are all of it.
 */
export function withScenarios(before: ClassRecord, lab: DeployedLab, scenarios: readonly DeployedScenario[], isAll: boolean): ClassRecord {
  const names = new Set(scenarios.map(({ name }) => name));
  return changeLab(before, lab, (known) => {
    const others = isAll ? [] : (known.scenarios ?? []).filter(({ name }) => !names.has(name));
    return { ...known, scenarios: [...others, ...scenarios] };
  });
}

/** Records that the machines of labs are ready: from now on something may be on them. */
export function withTouched(before: ClassRecord, labs: readonly DeployedLab[]): ClassRecord {
  return labs.reduce((record, lab) => changeLab(record, lab, (known) => ({ ...known, untouched: undefined })), before);
}

function changeLab(before: ClassRecord, lab: DeployedLab, change: (known: DeployedLab) => DeployedLab): ClassRecord {
  return { ...before, labs: before.labs.map((known) => (sameLab(known, lab) ? change(known) : known)) };
}

/** Takes out labs that were seen gone. */
export function withoutLabs(before: ClassRecord, gone: readonly DeployedLab[]): ClassRecord {
  return { ...before, labs: before.labs.filter((known) => !hasLab(gone, known)) };
}

function union(a: readonly string[], b: readonly string[]): string[] {
  return [...new Set([...a, ...b])];
}
