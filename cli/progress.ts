// Progress of long work on stderr: a live list on a terminal, plain lines elsewhere.
import { Listr, type ListrDefaultRendererLogLevels, ListrLogger, type ListrLogLevels, type ListrTask, ProcessOutput } from "listr2";

export type Task = ListrTask;

/** Tells what is going on right now. */
export type Step = (text: string) => void;

/** Whether progress is a live list, or lines of a log. */
const isTerminal = process.stderr.isTTY && process.stdout.isTTY;

/** Runs tasks one after the other, or `concurrent` at once. A task that throws does not stop the others when `goOn`. */
export async function progress(tasks: Task[], { concurrent = 1, goOn = false } = {}): Promise<void> {
  const stderr = process.stderr;
  // more lines than a terminal has would scroll away, and its colours are for eyes only
  const live = isTerminal && tasks.length <= stderr.rows - 4;
  const options = {
    concurrent: concurrent === 1 ? false : concurrent,
    exitOnError: !goOn,
    collectErrors: false as const,
    registerSignalListeners: false,
  };
  const processOutput = new ProcessOutput(stderr, stderr);
  const list = live
    ? new Listr(tasks, {
        ...options,
        renderer: "default",
        rendererOptions: { logger: new ListrLogger<ListrDefaultRendererLogLevels>({ processOutput }) },
      })
    : new Listr(tasks, { ...options, renderer: "simple", rendererOptions: { logger: new ListrLogger<ListrLogLevels>({ processOutput }) } });
  await list.run();
}

/** A task whose work reports its steps. */
export function task(title: string, work: (step: Step, setTitle: (title: string) => void) => Promise<void>): Task {
  return {
    title,
    task: async (_, own) =>
      work(
        (text) => {
          own.output = isTerminal ? text : `${title}: ${text}`;
        },
        (text) => {
          own.title = text;
        },
      ),
  };
}
