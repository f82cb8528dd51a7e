// Passwords with which students log in: random, one each, read off a card.
import { randomInt } from "node:crypto";
import { loginSecret } from "../definition/names";
import { knownSecret, type SecretName } from "./secrets";
import type { Workspace } from "./workspace";

// without l, o, i, u and without 0 and 1: no two look alike, and they hardly form words
const alphabet = "abcdefghjkmnpqrstvwxyz23456789";
const groups = 4;
const groupLength = 4;

/** The secret that is a student's password. */
export function passwordSecret(student: string): SecretName {
  return { name: loginSecret, student, make: newPassword };
}

/** The password of a student where one was made. @throws InputError where secrets.json is damaged. */
export function knownPassword(workspace: Workspace, student: string): string | undefined {
  return knownSecret(workspace, { name: loginSecret, student });
}

function newPassword(): string {
  const group = () => Array.from({ length: groupLength }, () => alphabet[randomInt(alphabet.length)]).join("");
  return Array.from({ length: groups }, group).join("-");
}
