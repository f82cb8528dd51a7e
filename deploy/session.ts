// What an operation on a class is given: the class, its workspace, and somebody to report to and to ask. It has no terminal itself.
import type { Seats } from "../definition/seats";
import type { GateFailureCode } from "../stacks/hosts/gate-lines";
import type { LabClass } from "../stacks/scenarios/scenario";
import { type Diagnostic, formatDiagnostic } from "../terraform/diagnostic";
import { adviceOnFullDisk, type Workspace } from "../workspace/workspace";

export interface Session {
  /** The whole class: what is synthesized, whatever `chosen` says. */
  readonly definition: LabClass;
  /** The class with the students that are meant. */
  readonly chosen: LabClass;
  readonly workspace: Workspace;
  /** Who is to sit at which spare. @default as seats.json has it */
  readonly seats?: Seats;
  /** Aborted when the person wants to stop. */
  readonly signal: AbortSignal;
  readonly reporter: Reporter;
}

export interface RunOptions {
  /** Tasks that run at once. @default 1 */
  readonly concurrent?: number;
}

export interface Reporter {
  /** A line for the person. */
  note(text: string): void;
  /** @throws InputError where nobody can be asked. */
  ask(question: string): Promise<boolean>;
  /** Runs tasks, one after the other or `concurrent` at once. One that fails does not stop the others; the results are in their order. */
  run<Value>(tasks: readonly Task<Value>[], options?: RunOptions): Promise<Result<Value>[]>;
}

/** Says what is going on right now. */
export type Step = (text: string) => void;

export interface Task<Value> {
  readonly title: string;
  readonly work: (step: Step) => Promise<Value>;
  /** What the work came to, shown beside the title; an Error is shown as a failure. @default nothing */
  readonly summary?: (value: Value) => string | Error;
}

/** What became of a task: its value cannot be read without looking whether it failed. */
export type Result<Value> = { readonly ok: true; readonly value: Value } | { readonly ok: false; readonly error: Error };

/** Why something did not succeed, and what to do about it. */
export interface Failure {
  readonly message: string;
  /** @default the message says it already, or there is nothing to suggest */
  readonly next?: string;
  /** What the gate of a host failed of. @default it is not a gate's */
  readonly code?: GateFailureCode;
}

export function failureFrom(error: Error): Failure {
  const { next = adviceOnFullDisk(error) } = error as Error & { next: unknown };
  return { message: error.message, ...(typeof next === "string" && { next }) };
}

/** What went wrong, each message once. */
export function briefly(diagnostics: readonly Diagnostic[]): string {
  return [...new Set(diagnostics.map(formatDiagnostic))].join("; ");
}

/** The value of a task that the rest cannot go on without. */
export function valueOf<Value>(result: Result<Value> | undefined): Value {
  if (result?.ok) return result.value;
  throw result?.error ?? new Error("a task has no result");
}

/** Why hosts failed: by a host's name, and what does not belong to one host. */
export interface HostFailures {
  readonly byHost: ReadonlyMap<string, Failure>;
  readonly others: readonly Failure[];
}
