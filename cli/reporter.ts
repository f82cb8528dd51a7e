// How an operation reports and asks: progress on stderr, as a live list on a terminal and as plain lines elsewhere.
import { Listr, type ListrDefaultRendererLogLevels, ListrLogger, type ListrLogLevels, type ListrTask, ProcessOutput } from "listr2";
import { plain } from "../definition/plain-text";
import type { Reporter, Result, RunOptions, Task } from "../deploy/session";
import { t } from "../language/translate";
import { confirm, say, whileListed } from "./output";

/** Whether progress is a live list rather than lines of a log. */
const isTerminal = process.stderr.isTTY && process.stdout.isTTY;

export interface TerminalReporterProps {
  /** Whether every question is answered with yes. */
  readonly yes: boolean;
  /** Once it is aborted, a task that does not succeed was interrupted. @default a task is not interrupted */
  readonly signal?: AbortSignal;
}

export function terminalReporter({ yes, signal }: TerminalReporterProps): Reporter {
  return {
    note: say,
    ask: (question) => confirm(question, { yes }),
    run: (tasks, options) => run(tasks, options, signal),
  };
}

async function run<Value>(
  tasks: readonly Task<Value>[],
  { concurrent = 1 }: RunOptions = {},
  signal: AbortSignal | undefined,
): Promise<Result<Value>[]> {
  const results = new Map<Task<Value>, Result<Value>>();
  const stderr = process.stderr;
  const options = {
    concurrent: concurrent === 1 ? false : concurrent,
    exitOnError: false,
    collectErrors: false as const,
    registerSignalListeners: false,
  };
  const processOutput = new ProcessOutput(stderr, stderr);
  const running = new Set<Show>();
  // a list longer than the terminal would scroll away
  const live = isTerminal && tasks.length <= stderr.rows - 4;
  const list = tasks.map((task) => listed(task, { running, signal, live, done: (result) => results.set(task, result) }));
  const shown = live
    ? new Listr(list, {
        ...options,
        renderer: "default",
        rendererOptions: { logger: new ListrLogger<ListrDefaultRendererLogLevels>({ processOutput }) },
      })
    : new Listr(list, { ...options, renderer: "simple", rendererOptions: { logger: new ListrLogger<ListrLogLevels>({ processOutput }) } });
  const show = (text: string) => {
    const [first = say] = running;
    first(text);
  };
  await (live ? whileListed(show, () => shown.run()) : shown.run());
  return tasks.map((task) => results.get(task) ?? { ok: false, error: new Error(t`${task.title}: was not started`) });
}

/** Shows a line under a task. */
type Show = (text: string) => void;

interface Listed<Value> {
  /** The tasks under way. */
  readonly running: Set<Show>;
  readonly signal: AbortSignal | undefined;
  /** Whether the list is live rather than lines of a log. */
  readonly live: boolean;
  readonly done: (result: Result<Value>) => void;
}

function listed<Value>({ title, work, summary }: Task<Value>, { running, signal, live, done }: Listed<Value>): ListrTask {
  return {
    title,
    task: async (_, shown) => {
      const step = (text: string) => {
        // what is said about the interruption stays
        if (signal?.aborted !== true) shown.output = isTerminal ? text : `${title}: ${text}`;
      };
      const fail = (message: string) => {
        if (signal?.aborted !== true) throw new Error(`${title}: ${plain(message)}`);
        // a log has the title before it
        shown.skip(live ? t`${title}: interrupted` : t`interrupted`);
      };
      const show: Show = (text) => {
        shown.output = text;
      };
      running.add(show);
      let value: Value;
      try {
        value = await work(step);
      } catch (error) {
        const failure = error instanceof Error ? error : new Error(String(error));
        done({ ok: false, error: failure });
        fail(failure.message);
        return;
      } finally {
        running.delete(show);
      }
      done({ ok: true, value });
      const came = summary?.(value);
      if (came instanceof Error) fail(came.message);
      else if (came !== undefined && came !== "") shown.title = `${title}: ${came}`;
    },
  };
}
