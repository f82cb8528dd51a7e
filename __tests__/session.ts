// A session of a test's own: tasks run without a terminal, what is reported is kept, questions are answered as the test says.
import type { Reporter, Result, RunOptions, Session, Task } from "../deploy/session";
import type { LabClass } from "../stacks/scenarios/scenario";
import type { Workspace } from "../workspace/workspace";
import { testWorkspace } from "./lab-yaml";

/** A reporter that keeps what it was given. */
export interface TestReporter extends Reporter {
  readonly notes: readonly string[];
  readonly questions: readonly string[];
  /** Titles of the tasks, each with its summary. */
  readonly tasks: readonly string[];
}

/** `answer`: what the person says to every question. */
export function testReporter(answer = true): TestReporter {
  const [notes, questions, tasks]: [string[], string[], string[]] = [[], [], []];
  const runOne = async <Value>({ title, work, summary }: Task<Value>): Promise<Result<Value>> => {
    try {
      const value = await work(() => undefined);
      const came = summary?.(value);
      tasks.push(came === undefined ? title : `${title}: ${came instanceof Error ? came.message : came}`);
      return { ok: true, value };
    } catch (error) {
      return { ok: false, error: error instanceof Error ? error : new Error(String(error)) };
    }
  };
  return {
    notes,
    questions,
    tasks,
    note: (text) => void notes.push(text),
    ask: (question) => {
      questions.push(question);
      return Promise.resolve(answer);
    },
    run: async <Value>(wanted: readonly Task<Value>[], { concurrent = 1 }: RunOptions = {}) => {
      if (concurrent > 1) return Promise.all(wanted.map(runOne));
      const results: Result<Value>[] = [];
      for (const task of wanted) results.push(await runOne(task));
      return results;
    },
  };
}

export interface TestSessionOptions {
  /** @default a workspace of its own */
  readonly workspace?: Workspace;
  /** @default yes to every question */
  readonly answer?: boolean;
  /** @default a signal that is never aborted */
  readonly signal?: AbortSignal;
}

export function testSession(definition: LabClass, options: TestSessionOptions = {}): Session & { readonly reporter: TestReporter } {
  return {
    definition,
    chosen: definition,
    workspace: options.workspace ?? testWorkspace(definition.name),
    signal: options.signal ?? new AbortController().signal,
    reporter: testReporter(options.answer),
  };
}
