// Secrets of a class's students, such as a database's password: made once, kept in secrets.json, never in Terraform's JSON.
import { randomBytes } from "node:crypto";
import { z } from "zod";
import { InputError } from "../definition/errors";
import { t } from "../language/translate";
import { parseJson } from "../definition/json";
import { guarded } from "./lock";
import type { Workspace } from "./workspace";

const file = "secrets.json";
const secretsFile = z.record(z.string(), z.union([z.string(), z.record(z.string(), z.string())]));

/** What a secret is for. */
export interface SecretName {
  readonly name: string;
  readonly student: string;
  /** Makes it. @default 24 random bytes, or the value of LAB_SECRET_<NAME> */
  readonly make?: () => string;
}

/**
 * The secrets asked for, each with its value, created where missing. LAB_SECRET_<NAME> takes precedence over the file.
 * A class of an earlier version has one secret per name for all students, and keeps it.
 * @throws InputError where secrets.json is damaged: other passwords would lock students out of their databases.
 */
export async function secrets<Wanted extends SecretName>(
  workspace: Workspace,
  wanted: readonly Wanted[],
): Promise<ReadonlyMap<Wanted, string>> {
  if (wanted.length === 0) return new Map();
  return guarded(workspace, () => {
    const known = readSecrets(workspace);
    const made: string[] = [];
    const valueOf = ({ name, student, make }: SecretName) => {
      const given = make ? undefined : process.env[secretVariable(name)];
      if (given !== undefined && given !== "") return given;
      const byStudent = known.get(name) ?? new Map<string, string>();
      if (typeof byStudent === "string") return byStudent;
      const old = byStudent.get(student);
      if (old !== undefined) return old;
      const secret = make ? make() : randomBytes(24).toString("base64url");
      made.push(secret);
      known.set(name, byStudent.set(student, secret));
      return secret;
    };
    const values = new Map(wanted.map((one) => [one, valueOf(one)]));
    if (made.length > 0) writeSecrets(workspace, known);
    return values;
  });
}

/** The environment variable that gives a secret to all students, in place of what is in the file. */
export function secretVariable(name: string): string {
  return `LAB_SECRET_${name.toUpperCase()}`;
}

/** A secret that was made before. @throws InputError where secrets.json is damaged. */
export function knownSecret(workspace: Workspace, { name, student }: SecretName): string | undefined {
  const value = readSecrets(workspace).get(name);
  return typeof value === "string" ? value : value?.get(student);
}

/** Every secret of the class, to be redacted from what is shown to others. @throws InputError where secrets.json is damaged. */
export function allSecrets(workspace: Workspace): string[] {
  return [...readSecrets(workspace).values()].flatMap((value) => (typeof value === "string" ? [value] : [...value.values()]));
}

/** By name: one for all students, or each student's. */
type Secrets = Map<string, string | Map<string, string>>;

function readSecrets(workspace: Workspace): Secrets {
  const text = workspace.read(file);
  if (text === undefined) return new Map();
  const parsed = secretsFile.safeParse(parseJson(text));
  if (parsed.success)
    return new Map(
      Object.entries(parsed.data).map(([name, value]) => [name, typeof value === "string" ? value : new Map(Object.entries(value))]),
    );
  throw new InputError(
    t`${workspace.path(file)}: is damaged; it must be a JSON object of secrets`,
    t`Put a copy of it back. Without one: npx lab down --purge, remove the file, then npx lab up (databases start again, with new passwords)`,
  );
}

function writeSecrets(workspace: Workspace, secretsByName: Secrets): void {
  const plain = [...secretsByName].map(([name, value]) => [name, typeof value === "string" ? value : Object.fromEntries(value)]);
  workspace.write(file, `${JSON.stringify(Object.fromEntries(plain), null, 2)}\n`);
}
