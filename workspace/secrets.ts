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
 * The secrets asked for, in their order, created where missing. LAB_SECRET_<NAME> takes precedence over the file.
 * A class of an earlier version has one secret per name for all students, and keeps it.
 * @throws InputError where secrets.json is damaged: other passwords would lock students out of their databases.
 */
export async function secrets(workspace: Workspace, wanted: readonly SecretName[]): Promise<string[]> {
  if (wanted.length === 0) return [];
  return guarded(workspace, () => {
    const known = readSecrets(workspace);
    const before = JSON.stringify([...known]);
    const values = wanted.map(({ name, student, make }) => {
      const given = make ? undefined : process.env[`LAB_SECRET_${name.toUpperCase()}`];
      if (given !== undefined && given !== "") return given;
      const shared = known.get(name);
      if (typeof shared === "string") return shared;
      const own = new Map(Object.entries(shared ?? {}));
      const secret = own.get(student) ?? (make ? make() : randomBytes(24).toString("base64url"));
      if (!own.has(student)) known.set(name, Object.fromEntries([...own, [student, secret]]));
      return secret;
    });
    if (JSON.stringify([...known]) !== before) workspace.write(file, `${JSON.stringify(Object.fromEntries(known), null, 2)}\n`);
    return values;
  });
}

/** A secret that was made before. @throws InputError where secrets.json is damaged. */
export function knownSecret(workspace: Workspace, { name, student }: SecretName): string | undefined {
  const value = readSecrets(workspace).get(name);
  return typeof value === "string" ? value : new Map(Object.entries(value ?? {})).get(student);
}

/** Every secret of the class, to be redacted from what is shown to others. @throws InputError where secrets.json is damaged. */
export function allSecrets(workspace: Workspace): string[] {
  return [...readSecrets(workspace).values()].flatMap((value) => (typeof value === "string" ? [value] : Object.values(value)));
}

function readSecrets(workspace: Workspace): Map<string, string | Record<string, string>> {
  const text = workspace.read(file);
  if (text === undefined) return new Map();
  const parsed = secretsFile.safeParse(parseJson(text));
  if (parsed.success) return new Map(Object.entries(parsed.data));
  throw new InputError(
    t`${workspace.path(file)}: is damaged; it must be a JSON object of secrets`,
    t`Put a copy of it back. Without one: npx lab down --purge, remove the file, then npx lab up (databases start again, with new passwords)`,
  );
}
