// How an operation reports and asks: progress on stderr, as a live list on a terminal and as plain lines elsewhere.
import { Listr, type ListrDefaultRendererLogLevels, ListrLogger, type ListrLogLevels, type ListrTask, ProcessOutput } from "listr2";
import { plain } from "../definition/plain-text";
import type { Reporter, Result, RunOptions, Task } from "../deploy/session";
import { t } from "../language/translate";
import { confirm, say } from "./output";

/** Whether progress is a live list rather than lines of a log. */
const isTerminal = process.stderr.isTTY && process.stdout.isTTY;

export function terminalReporter({ yes }: { readonly yes: boolean }): Reporter {
  return { note: say, ask: (question) => confirm(question, { yes }), run };
}

async function run<Value>(tasks: readonly Task<Value>[], { concurrent = 1 }: RunOptions = {}): Promise<Result<Value>[]> {
  const results = new Map<Task<Value>, Result<Value>>();
  const stderr = process.stderr;
  const options = {
    concurrent: concurrent === 1 ? false : concurrent,
    exitOnError: false,
    collectErrors: false as const,
    registerSignalListeners: false,
  };
  const processOutput = new ProcessOutput(stderr, stderr);
  const list = tasks.map((task) => listed(task, (result) => results.set(task, result)));
  // a list longer than the terminal would scroll away
  const live = isTerminal && tasks.length <= stderr.rows - 4;
  const shown = live
    ? new Listr(list, {
        ...options,
        renderer: "default",
        rendererOptions: { logger: new ListrLogger<ListrDefaultRendererLogLevels>({ processOutput }) },
      })
    : new Listr(list, { ...options, renderer: "simple", rendererOptions: { logger: new ListrLogger<ListrLogLevels>({ processOutput }) } });
  await shown.run();
  return tasks.map((task) => results.get(task) ?? { ok: false, error: new Error(t`${task.title}: was not started`) });
}

function listed<Value>({ title, work, summary }: Task<Value>, done: (result: Result<Value>) => void): ListrTask {
  return {
    title,
    task: async (_, shown) => {
      const step = (text: string) => {
        shown.output = isTerminal ? text : `${title}: ${text}`;
      };
      let value: Value;
      try {
        value = await work(step);
      } catch (error) {
        const failure = error instanceof Error ? error : new Error(String(error));
        done({ ok: false, error: failure });
        throw new Error(`${title}: ${plain(failure.message)}`);
      }
      done({ ok: true, value });
      const came = summary?.(value);
      if (came instanceof Error) throw new Error(`${title}: ${plain(came.message)}`);
      if (came !== undefined && came !== "") shown.title = `${title}: ${came}`;
    },
  };
}
