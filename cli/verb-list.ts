// The verbs of the lab command: each has the options of all verbs, and the class where it needs one.
import type { Command } from "commander";
import type { CliContext, GlobalOptions } from "./context";
import { withGlobals } from "./options";

export interface LabProgramProps {
  /** Aborted when the command is to stop. */
  readonly signal: AbortSignal;
  /** Called with the exit code of the verb that ran. */
  readonly onEnd: (exitCode: number) => void;
}

type Run<Options> = (context: CliContext, options: Options, words: string[]) => Promise<number>;
type RunWithoutClass<Options> = (options: GlobalOptions & Options, words: string[]) => Promise<number>;

export class VerbList {
  readonly signal: AbortSignal;
  private readonly onEnd: LabProgramProps["onEnd"];

  constructor(
    private readonly lab: Command,
    { signal, onEnd }: LabProgramProps,
  ) {
    this.signal = signal;
    this.onEnd = onEnd;
  }

  /** A verb that needs a whole lab.yaml. @param formats Of its output. @default table and json */
  verb<Options = unknown>(usage: string, description: string, run: Run<Options>, formats?: readonly string[]): Command {
    const withClass: RunWithoutClass<Options> = async (options, words) =>
      run(await (await import("./context")).readContext(options, this.signal), options, words);
    return this.verbWithoutClass(usage, description, withClass, formats);
  }

  /** A verb that reads lab.yaml itself, or does without. @param formats Of its output. @default table and json */
  verbWithoutClass<Options = unknown>(
    usage: string,
    description: string,
    run: RunWithoutClass<Options>,
    formats?: readonly string[],
  ): Command {
    const command = withGlobals(this.lab.command(usage).description(description), formats);
    return command.action(async () => this.onEnd(await run(command.opts<GlobalOptions & Options>(), command.args)));
  }
}
