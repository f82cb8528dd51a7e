// Data folders that an earlier class filled with another password: a database takes its password from an empty folder only.
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { parseJson } from "../workspace/json";
import { engineError } from "../engine/inspect";
import type { Conflict } from "../engine/obstacles";
import { type Host, succeeded } from "../engine/host";
import { filledFoldersScript } from "../provisioning/data-folders";
import type { Change, SynthesizedStack } from "../terraform/run";
import { databaseKey, type DeployedLab, type ClassRecord } from "../workspace/record";
import { scenarioOfConstruct } from "./stack-resources";

/** A container that is about to start on a data folder. */
interface Database {
  readonly scenario: string | undefined;
  readonly container: string;
  readonly folder: string;
  readonly key: string;
  /** Of its passwords. */
  readonly hash: string;
  /** Environment variables of this command that set its passwords. */
  readonly given: readonly string[];
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
  /** What is to be recorded of those that are free to start. */
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
  const foreign = databases.filter(({ folder, key, hash, given }) => {
    if (!filled.has(folder) || given.length > 0) return false;
    const before = props.record.databases[key];
    return before === undefined ? !props.isKnown : before !== hash;
  });
  return { conflicts: foreign.map((database) => conflictOf(database, host)), hashes };
}

function conflictOf({ scenario, container, folder }: Database, { student }: Host): Conflict {
  return {
    ...(scenario !== undefined && { scenario }),
    what: `${folder} holds the data of an earlier ${container}, which was made with another password`,
    fix: [
      `npx lab reset ${student}${scenario === undefined ? "" : ` ${scenario}`} --purge   # its data is lost`,
      `or keep it elsewhere: sudo mv ${folder} ${folder}.old`,
      "or use it: set LAB_SECRET_WORDPRESS_DB_PASSWORD and LAB_SECRET_MYSQL_ROOT_PASSWORD to its passwords",
    ].join("\n    "),
  };
}

const volumes = z.array(z.object({ host_path: z.string() }));

function databasesOf({ changes, stack, lab, scenarios }: DatabasesProps): Database[] {
  const values = variablesOf(stack);
  const resolved = (text: string) => text.replace(/\$\{var\.(\w+)\}/g, (_, name: string) => values.get(name) ?? "");
  return changes.flatMap(({ type, action, config, construct }): Database[] => {
    // one that is replaced runs with its password today
    if (type !== "docker_container" || action !== "create") return [];
    const env = z.array(z.string()).safeParse(config["env"]).data ?? [];
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
        hash: createHash("sha256").update(env.map(resolved).join("\n")).digest("hex"),
        given: secrets.map((name) => `LAB_SECRET_${name.toUpperCase()}`).filter((name) => (process.env[name] ?? "") !== ""),
      }));
  });
}

/** Values of a stack's variables, as Terraform gets them. */
function variablesOf({ folder }: SynthesizedStack): ReadonlyMap<string, string> {
  const values =
    z.record(z.string(), z.unknown()).safeParse(parseJson(readFileSync(join(folder, "lab.auto.tfvars.json"), "utf8"))).data ?? {};
  return new Map(Object.entries(values).flatMap(([name, value]) => (typeof value === "string" ? [[name, value]] : [])));
}
