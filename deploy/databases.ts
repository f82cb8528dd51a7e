// Data folders that an earlier class filled with another password: a database takes its password from an empty folder only.
// Which password a folder was filled with is recorded before its database starts, or read from the state of one that runs.
import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { labStackId } from "../definition/names";
import { readResources, stateFileOf } from "../terraform/stack-json";
import { deployed } from "../workspace/deployed";
import { parseJson } from "../definition/json";
import { stateResources } from "../workspace/state-resources";
import { secretVariable } from "../workspace/secrets";
import type { Workspace } from "../workspace/workspace";
import { engineError } from "../engine/inspect";
import type { Conflict } from "../engine/obstacles";
import { type Host, succeeded } from "../engine/host";
import { asCalled } from "../language/called";
import { t } from "../language/translate";
import { filledFoldersScript } from "../provisioning/data-folders";
import type { Change, SynthesizedStack } from "../terraform/run";
import { changeRecord, type ClassRecord, databaseKey, type DeployedLab } from "../workspace/record";
import { scenarioOfConstruct } from "./stack-resources";

/** A container that is about to start on a data folder. */
interface Database {
  readonly scenario: string | undefined;
  readonly container: string;
  readonly folder: string;
  readonly key: string;
  /** Its environment, with its passwords. */
  readonly env: readonly string[];
  /** Of that environment. */
  readonly hash: string;
  /** Environment variables that set its passwords. */
  readonly variables: readonly string[];
}

export interface DatabasesProps {
  readonly changes: readonly Change[];
  readonly stack: SynthesizedStack;
  readonly lab: DeployedLab;
  readonly scenarios: readonly string[];
  readonly record: ClassRecord;
  /** Whether this folder knew the lab before. */
  readonly isKnown: boolean;
}

export interface Databases {
  readonly conflicts: readonly Conflict[];
  /** What to record of those that are free to start. */
  readonly hashes: Readonly<Record<string, string>>;
}

/** @throws EngineError where the host does not answer. */
export async function findDatabases(host: Host, props: DatabasesProps): Promise<Databases> {
  const databases = databasesOf(props);
  const hashes = Object.fromEntries(databases.map(({ key, hash }) => [key, hash]));
  if (databases.length === 0) return { conflicts: [], hashes };
  const folders = [...new Set(databases.map(({ folder }) => folder))];
  const answer = await host.run(filledFoldersScript(folders));
  if (!succeeded(answer)) throw engineError(host, answer);
  const filled = new Set(answer.stdout.split("\n"));
  const foreign = databases.filter(({ folder, key, hash, variables }) => {
    if (!filled.has(folder) || variables.some((name) => (process.env[name] ?? "") !== "")) return false;
    const before = props.record.databases[key];
    return before === undefined ? !props.isKnown : before !== hash;
  });
  return { conflicts: foreign.map((database) => conflictOf(database, host, database.key in props.record.databases)), hashes };
}

/** @param isRecorded Whether the password that its folder was filled with is known to be another. */
function conflictOf({ scenario, container, folder, variables }: Database, { student }: Host, isRecorded: boolean): Conflict {
  const reset = asCalled(["npx lab reset", student, ...(scenario === undefined ? [] : [scenario]), "--purge"].join(" "));
  return {
    ...(scenario !== undefined && { scenario }),
    what: isRecorded
      ? t`${folder} holds the data of an earlier ${container}, which was made with another password`
      : t`${folder} holds the data of an earlier ${container}, and nothing here says with which password it was made`,
    fix: [
      t`use it: set ${variables.join(", ")} to what it was made with (this class's passwords are in secrets.json)`,
      t`or keep it elsewhere: sudo mv ${folder} ${folder}.old`,
      t`or ${reset}   # its data is lost`,
    ].join("\n    "),
  };
}

/**
 * Records the passwords of databases in Terraform's state, where they are the current ones: plain cdktf started them, and its
 * `destroy` forgets them while their folders stay.
 */
export function recordRunning(stacks: readonly SynthesizedStack[], workspace: Workspace): void {
  const { record, damaged } = deployed(workspace);
  // whoever removes the class or brings it up reports what became of a damaged record
  if (damaged) return;
  const { labs, databases } = record;
  const found = labs.flatMap((lab) => {
    const stack = stacks.find(({ id }) => id === labStackId(lab.student));
    const file = stack && stateFileOf(stack);
    if (!stack || file === undefined || !existsSync(file)) return [];
    const running = new Map(stateResources(readFileSync(file, "utf8")).map(({ address, attributes }) => [address, attributes]));
    return [...readResources(stack)].flatMap(([address, resource]): [string, string][] => {
      const env = lines.safeParse(running.get(address)?.["env"]).data;
      if (!env) return [];
      return databasesIn(resource, { stack, lab, scenarios: [] })
        .filter((database) => database.env.every((line) => env.includes(line)))
        .map(({ key, hash }) => [key, hash]);
    });
  });
  if (found.every(([key, hash]) => databases[key] === hash)) return;
  changeRecord(workspace, (before) => ({ ...before, databases: { ...before.databases, ...Object.fromEntries(found) } }));
}

const lines = z.array(z.string());
const volumes = z.array(z.object({ host_path: z.string() }));

/** Databases that are to start. One that is replaced is running already, with its password. */
function databasesOf(props: DatabasesProps): Database[] {
  return props.changes
    .filter(({ type, action }) => type === "docker_container" && action === "create")
    .flatMap((change) => databasesIn(change, props));
}

function databasesIn(
  { config, construct }: Pick<Change, "config" | "construct">,
  { stack, lab, scenarios }: Pick<DatabasesProps, "stack" | "lab" | "scenarios">,
): Database[] {
  const values = variablesOf(stack);
  const resolved = (text: string) => text.replace(/\$\{var\.(\w+)\}/g, (_, name: string) => values.get(name) ?? "");
  const env = lines.safeParse(config["env"]).data ?? [];
  const secrets = env.flatMap((line) => [...line.matchAll(/\$\{var\.(\w+)\}/g)].map(([, name = ""]) => name));
  if (secrets.length === 0) return [];
  const folders = (volumes.safeParse(config["volumes"]).data ?? []).map(({ host_path }) => resolved(host_path));
  return folders
    .filter((folder) => lab.data.includes(folder))
    .map((folder) => ({
      scenario: scenarioOfConstruct(construct, scenarios),
      container: typeof config["name"] === "string" ? config["name"] : construct,
      folder,
      key: databaseKey(lab, folder),
      env: env.map(resolved),
      hash: createHash("sha256").update(env.map(resolved).join("\n")).digest("hex"),
      variables: [...new Set(secrets)].map(secretVariable),
    }));
}

/** Values of a stack's variables, as Terraform gets them. */
function variablesOf({ folder }: SynthesizedStack): ReadonlyMap<string, string> {
  const values =
    z.record(z.string(), z.unknown()).safeParse(parseJson(readFileSync(join(folder, "lab.auto.tfvars.json"), "utf8"))).data ?? {};
  return new Map(Object.entries(values).flatMap(([name, value]) => (typeof value === "string" ? [[name, value]] : [])));
}
