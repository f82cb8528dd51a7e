// Progress of long work on stderr: a live list on a terminal, plain lines elsewhere.
import { Listr, ListrLogger, type ListrTask, ProcessOutput } from "listr2";

export type Task = ListrTask;

/** Tells what is going on right now. */
export type Step = (text: string) => void;

/** Runs tasks one after the other, or `concurrent` at once. A task that throws does not stop the others when `goOn`. */
export async function progress(tasks: Task[], { concurrent = 1, goOn = false } = {}): Promise<void> {
  const stderr = process.stderr;
  // more lines than a terminal has would scroll away, and its colours are for eyes only
  const live = stderr.isTTY && process.stdout.isTTY && tasks.length <= (stderr.rows ?? 24) - 4;
  const options = {
    concurrent: concurrent === 1 ? false : concurrent,
    exitOnError: !goOn,
    collectErrors: false as const,
    registerSignalListeners: false,
  };
  const list = live
    ? new Listr(tasks, { ...options, renderer: "default", rendererOptions: { logger: logger(stderr), collapseErrors: false } })
    : new Listr(tasks, { ...options, renderer: "simple", rendererOptions: { logger: logger(stderr) } });
  await list.run();
}

function logger(stream: NodeJS.WriteStream): ListrLogger {
  return new ListrLogger({ processOutput: new ProcessOutput(stream, stream), useIcons: stream.isTTY });
}

/** A task whose work reports its steps. */
export function task(title: string, work: (step: Step, setTitle: (title: string) => void) => Promise<void>): Task {
  return {
    title,
    task: async (_, own) =>
      work(
        (text) => {
          own.output = text;
        },
        (text) => {
          own.title = text;
        },
      ),
  };
}
