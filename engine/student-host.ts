// The host of a student, or that none runs.
import { FailedError } from "../definition/errors";
import { t } from "../language/translate";
import type { Host } from "./host";

/** Why nothing can be asked of a student's host, and what to do, where nothing more is known of it. */
export function noHost(): { readonly message: string; readonly next: string } {
  return { message: t`has no running host yet`, next: t`npx lab up makes one` };
}

/** The same as one line about a student. */
export function noHostLine(student: string): string {
  return t`${student}: has no running host yet; npx lab up makes one`;
}

/** @throws FailedError where none of the hosts is the student's. */
export function hostOfStudent(hosts: readonly Host[], student: string): Host {
  const host = hosts.find((each) => each.student === student);
  if (host) return host;
  const { message, next } = noHost();
  throw new FailedError(`${student}: ${message}`, next);
}
