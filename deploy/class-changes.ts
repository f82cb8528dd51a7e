// What differs between lab.yaml and what was deployed: labs and scenarios that are new, changed or gone, from the record alone.
import { createHash } from "node:crypto";
import { type Dirent, readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { counted } from "../language/counted";
import { t } from "../language/translate";
import { exerciseFiles } from "../stacks/scenarios/exercise-files";
import type { LabClass } from "../stacks/scenarios/scenario";
import { deployed } from "../workspace/deployed";
import { type DeployedScenario, sameLab } from "../workspace/record";
import type { Session } from "./session";
import { wishedLabs } from "./targets";

/** How one student's lab differs from what was deployed of it. */
export interface LabDifference {
  readonly student: string;
  /** Whether all of it is new. @default it was deployed before */
  readonly isNew?: true;
  /** Names of scenarios that were not deployed. @default none */
  readonly added?: readonly string[];
  /** Names of scenarios that were deployed as something else. @default none */
  readonly changed?: readonly string[];
  /** Names of scenarios that lab.yaml does not have any more. @default none */
  readonly removed?: readonly string[];
  /** Whether it is not known what was deployed: it failed, or an earlier version deployed it. @default it is known */
  readonly isUnknown?: true;
}

/** The scenarios of a class as a deploy records them. */
export function scenariosToRecord({ scenarios }: LabClass): DeployedScenario[] {
  return scenarios.map((use) => {
    const { spec, state, options } = use;
    // of a folder of the instructor's own, what declares it
    const sources = spec.entry === undefined ? [] : sourcesIn(spec.folder);
    const all = [state, options, spec.uses(options), spec.endpoints(options), exerciseFiles([use]), sources];
    return { name: spec.name, hash: createHash("sha256").update(JSON.stringify(all)).digest("hex").slice(0, 16) };
  });
}

/** What may declare a scenario: its compose.yaml or index.ts, and what that imports of its own folder. */
function sourcesIn(folder: string): { readonly path: string; readonly text: string }[] {
  return sourcePaths(folder)
    .sort()
    .map((path) => ({ path: relative(folder, path), text: readFileSync(path, "utf8") }));
}

/** Of a folder that may not be read, such as a database's, nothing. */
function sourcePaths(folder: string): string[] {
  return entriesOf(folder).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return entry.name === "node_modules" || entry.name.startsWith(".") ? [] : sourcePaths(path);
    return entry.isFile() && /\.(m?[jt]s|json|ya?ml)$/.test(entry.name) ? [path] : [];
  });
}

function entriesOf(folder: string): Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch {
    return [];
  }
}

/** The labs of lab.yaml that differ from what was deployed; undefined where nothing was. */
export function classChanges({ definition, workspace }: Pick<Session, "definition" | "workspace">): LabDifference[] | undefined {
  const { labs } = deployed(workspace).record;
  if (labs.length === 0) return undefined;
  const wished = scenariosToRecord(definition);
  return wishedLabs(definition, workspace).flatMap((lab): LabDifference[] => {
    const { student } = lab;
    const known = labs.find((one) => sameLab(one, lab));
    if (!known || known.untouched) return [{ student, isNew: true }];
    if (!known.scenarios) return [{ student, isUnknown: true }];
    const difference = differenceOf(wished, known.scenarios);
    return Object.keys(difference).length === 0 ? [] : [{ student, ...difference }];
  });
}

function differenceOf(wished: readonly DeployedScenario[], known: readonly DeployedScenario[]): Omit<LabDifference, "student"> {
  const before = new Map(known.map(({ name, hash }) => [name, hash]));
  const added = wished.filter(({ name }) => !before.has(name)).map(({ name }) => name);
  const changed = wished.filter(({ name, hash }) => before.has(name) && before.get(name) !== hash).map(({ name }) => name);
  const removed = [...before.keys()].filter((name) => !wished.some((one) => one.name === name));
  return { ...(added.length > 0 && { added }), ...(changed.length > 0 && { changed }), ...(removed.length > 0 && { removed }) };
}

/** Lines for a person: labs that differ in the same way share one. */
export function changesText(differences: readonly LabDifference[]): string {
  if (differences.length === 0) return t`Nothing of it differs from what was deployed last. What students did to it since: npx lab status`;
  const byWords = new Map<string, string[]>();
  for (const difference of differences) {
    const words = wordsOf(difference);
    byWords.set(words, [...(byWords.get(words) ?? []), difference.student]);
  }
  const lines = [...byWords].map(([words, students]) => `  ${counted(students, "lab")}: ${words}`);
  return t`Different from what was deployed last:\n${lines.join("\n")}`;
}

function wordsOf({ isNew, isUnknown, added = [], changed = [], removed = [] }: LabDifference): string {
  if (isNew) return t`new`;
  if (isUnknown) return t`not fully deployed, or deployed by an earlier version; what differs is not known`;
  return [
    ...(added.length > 0 ? [t`new: ${added.join(", ")}`] : []),
    ...(changed.length > 0 ? [t`changed: ${changed.join(", ")}`] : []),
    ...(removed.length > 0 ? [t`not in lab.yaml any more: ${removed.join(", ")}`] : []),
  ].join("; ");
}
