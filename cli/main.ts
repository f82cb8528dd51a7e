// The lab command: its verbs, their options, and how a failure ends.
import { Command, InvalidArgumentError, Option } from "commander";
import { FailedError, InputError, MachineError } from "../definition/errors";
import { endWithoutTerminal } from "./closed-terminal";
import { endWithReader, paint, say } from "./output";
import { cards } from "./verbs/cards";
import { check } from "./verbs/check";
import { type CliContext, exitCode, type GlobalOptions, readContext } from "./context";
import { doctor } from "./verbs/doctor";
import { down } from "./verbs/down";
import { extend, replace, seat, type SeatOptions } from "./verbs/ec2";
import { exec, logs, ssh } from "./verbs/exec";
import { guide } from "./verbs/guide";
import { init } from "./verbs/init";
import { orphans, type OrphansOptions } from "./verbs/orphans";
import { plan } from "./verbs/plan";
import { install, script } from "./verbs/script";
import { resetVerb } from "./verbs/reset";
import { graph } from "./verbs/graph";
import { solveVerb } from "./verbs/solve";
import { status } from "./verbs/status";
import { upVerb } from "./verbs/up";
import { validate } from "./verbs/validate";

/** Aborted by the first signal, or when nobody reads what is written. */
const interrupt = new AbortController();

// a closed terminal and a service manager stop the command as Ctrl-C does: Terraform has to write its state
for (const name of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
  process.on(name, () => {
    if (interrupt.signal.aborted) say("Terraform is writing its state; a moment more.");
    else say("\nStopping: what is under way is finished first, so that nothing is lost.");
    interrupt.abort("signal");
  });
}
endWithReader(() => interrupt.abort("nobody reads"));
endWithoutTerminal();

const scenarioOption = () => new Option("-s, --scenario <name>", "only this scenario").env("LAB_SCENARIO");

const seconds = (text: string): number => {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 1) throw new InvalidArgumentError("It must be a whole number of seconds, from 1.");
  return value;
};

const list = (text: string) => text.split(",").filter(Boolean);

/** A flag without a value. Its variable may say yes or no: commander itself takes any text, even `0`, for yes. */
function flag(flags: string, description: string, variable: string): Option {
  const option = new Option(flags, `${description} (env: ${variable})`);
  const value = process.env[variable]?.trim().toLowerCase();
  if (value === undefined) return option;
  if (["1", "true", "yes", "on"].includes(value)) return option.default(true, "from the environment");
  if (["", "0", "false", "no", "off"].includes(value)) return option;
  throw new InputError(
    `${variable} is ${JSON.stringify(process.env[variable])}: must be 1 or 0 (true or false)`,
    `Unset it, or set it to 1`,
  );
}

/** Options that every verb has. Each can be given as an environment variable. */
function withGlobals(command: Command, formats: readonly string[] = ["table", "json"]): Command {
  return command
    .addOption(new Option("-f, --file <file>", "the class (default: lab.yaml here)").env("LAB_FILE"))
    .addOption(new Option("-o, --output <format>", "how the result is written").choices(formats).default("table").env("LAB_OUTPUT"))
    .addOption(flag("-y, --yes", "answer yes to every question", "LAB_YES"))
    .addOption(new Option("--on <students>", "only these students, separated by commas").argParser(list).env("LAB_ON"));
}

type Verb<Options> = (context: CliContext, options: Options, words: string[]) => Promise<number>;

/** A verb that needs a whole lab.yaml. */
function verb<Options = unknown>(
  program: Command,
  usage: string,
  description: string,
  run: Verb<Options>,
  formats?: readonly string[],
): Command {
  return anyVerb<Options>(
    program,
    usage,
    description,
    (options, words) => run(readContext(options, interrupt.signal), options, words),
    formats,
  );
}

type AnyVerb<Options> = (options: GlobalOptions & Options, words: string[]) => number | Promise<number>;

/** A verb that reads lab.yaml itself, or does without. */
function anyVerb<Options = unknown>(
  program: Command,
  usage: string,
  description: string,
  run: AnyVerb<Options>,
  formats?: readonly string[],
): Command {
  return withGlobals(program.command(usage).description(description), formats).action(async (...given: unknown[]) => {
    const command = given.at(-1) as Command;
    process.exitCode = await run(command.opts<GlobalOptions & Options>(), command.args);
  });
}

function program(): Command {
  const lab = new Command("lab")
    .description("Labs for a Docker class: one lab.yaml, a Docker Engine per student.")
    .showSuggestionAfterError()
    .exitOverride()
    .addHelpText(
      "after",
      "\nExit codes: 0 done, 1 not all went well, 2 bad input (nothing changed), 3 this machine lacks something, 130 interrupted.",
    );
  verb(lab, "up [terraform-options...]", "bring the class up; what follows -- goes to terraform plan", (context, _, words) =>
    upVerb(context, { terraformOptions: { labs: words } }),
  );
  anyVerb<{ purge?: boolean; forget?: string[] }>(lab, "down", "take the class away", (options) => down(options, interrupt.signal))
    .addOption(flag("--purge", "also remove the databases' files", "LAB_PURGE"))
    .addOption(
      new Option("--forget <students>", "forget their labs where their machines do not answer, after asking")
        .argParser(list)
        .env("LAB_FORGET"),
    );
  verb(lab, "plan", "what a class would make and cost; nothing is made", plan);
  verb(lab, "ssh <student>", "a shell on a student's host", (context, _, [student = ""]) => ssh(context, student));
  verb<{ timeout: number }>(lab, "exec [command...]", "a command on every host: npx lab exec -- docker ps", (context, options, words) =>
    exec(context, words, options),
  ).addOption(new Option("--timeout <seconds>", "time each host has").argParser(seconds).default(60).env("LAB_TIMEOUT"));
  verb(lab, "logs <student>", "what cloud-init and Docker printed on a student's host", (context, _, [student = ""]) =>
    logs(context, student),
  );
  verb(lab, "script [student]", "the install script, or the user data of a student's host", (context, _, [student]) =>
    script(context, student),
  );
  verb(lab, "install", "install Docker on this Ubuntu machine with the same script", install);
  verb(lab, "extend <time>", "move the end of running EC2 hosts, by 2h or 30m", (context, _, [by = ""]) => extend(context, by));
  verb(lab, "replace <student>", "recreate one EC2 host", (context, _, [student = ""]) => replace(context, student));
  verb<SeatOptions>(lab, "seat <student>", "give a student a spare EC2 host, or their own again", (context, options, [student = ""]) =>
    seat(context, student, options),
  )
    .addOption(new Option("--spare [name]", "a spare, this one or the first free (the default)").env("LAB_SPARE").conflicts("own"))
    .addOption(flag("--own", "the host of their own name, recreated", "LAB_OWN"));
  anyVerb<OrphansOptions>(lab, "orphans [class]", "what stands in AWS of any class, in every region", (options, [className]) =>
    orphans({ ...options, ...(className !== undefined && { className }) }, interrupt.signal),
  ).addOption(flag("--end", "end it, one class after the other, after asking", "LAB_END"));
  verb(lab, "status", "what runs, from the Engines themselves", status);
  verb<{ output: "table" | "json" | "csv" | "junit"; scenario?: string; watch?: boolean; interval: number; timeout: number }>(
    lab,
    "check",
    "whether the exercises have been done, asked of every student's Engine",
    (context, options) => check(context, options),
    ["table", "json", "csv", "junit"],
  )
    .addOption(scenarioOption())
    .addOption(flag("-w, --watch", "ask again and again", "LAB_WATCH"))
    .addOption(new Option("--interval <seconds>", "between two rounds of --watch").argParser(seconds).default(5).env("LAB_INTERVAL"))
    .addOption(new Option("--timeout <seconds>", "for all checks of one student").argParser(seconds).default(60).env("LAB_TIMEOUT"));
  verb<{ html?: string; all?: string; scenario?: string; language?: "ko" | "en" }>(
    lab,
    "guide [student]",
    "a student's guide with their own addresses: Markdown, or one HTML file",
    (context, options, [student]) => guide(context, { ...options, ...(student !== undefined && { student }) }),
  )
    .addOption(scenarioOption())
    .addOption(new Option("--html <file>", "write one HTML file").env("LAB_GUIDE_HTML"))
    .addOption(new Option("--all <folder>", "write one HTML file per student").env("LAB_GUIDE_ALL"))
    .addOption(new Option("--language <language>", "instead of lab.yaml's").choices(["ko", "en"]).env("LAB_LANGUAGE"));
  verb<{ html?: string }>(lab, "cards", "a card for each student, as one HTML file to print", cards).addOption(
    new Option("--html <file>", "where it is written (default: cards.html here)").env("LAB_CARDS_HTML"),
  );
  verb<{ purge?: boolean }>(
    lab,
    "reset <student> [scenario]",
    "put a student's lab or one scenario back to its start",
    (context, { purge }, [student = "", scenario]) =>
      resetVerb(context, { student, ...(scenario !== undefined && { scenario }), ...(purge !== undefined && { purge }) }),
  ).addOption(flag("--purge", "also remove the database's files", "LAB_PURGE"));
  verb(
    lab,
    "solve <student> <scenario>",
    "type a scenario's commands for a student who fell behind",
    (context, _, [student = "", scenario = ""]) => solveVerb(context, student, scenario),
  );
  verb<{ format: "mermaid" | "svg" }>(
    lab,
    "graph [student]",
    "what a lab really has: networks, containers, ports, volumes",
    (context, { format }, [student]) => graph(context, { format, ...(student !== undefined && { student }) }),
  ).addOption(new Option("--format <format>", "how it is drawn").choices(["mermaid", "svg"]).default("mermaid").env("LAB_FORMAT"));
  anyVerb(lab, "doctor", "what this machine has and lacks, with the fix for each", (options) => doctor(options, interrupt.signal));
  verb(lab, "validate", "check lab.yaml and change nothing", validate);
  anyVerb(lab, "init", "write a commented lab.yaml", ({ file }) => init(file ?? "lab.yaml"));
  return lab;
}

try {
  await program().parseAsync();
  if (interrupt.signal.reason === "signal") process.exitCode = exitCode.interrupted;
} catch (error) {
  const code = fail(error);
  process.exitCode = interrupt.signal.reason === "signal" ? exitCode.interrupted : code;
}

function fail(error: unknown): number {
  if (error instanceof InputError || error instanceof MachineError || error instanceof FailedError) {
    say(paint("red", error.message, process.stderr));
    if (error.next !== undefined) say(error.next);
    return error instanceof InputError ? exitCode.input : error instanceof MachineError ? exitCode.machine : exitCode.failed;
  }
  // a disk that is full or read-only, wherever it is written
  const { code, syscall, path } = error as NodeJS.ErrnoException;
  if (code !== undefined && syscall !== undefined && ["ENOSPC", "EDQUOT", "EROFS", "EACCES", "EPERM"].includes(code)) {
    say(paint("red", `${path ?? "A file"} cannot be written: ${(error as Error).message}`, process.stderr));
    say("Free some space, or see that you may write there; LAB_HOME names another folder for the class");
    return exitCode.failed;
  }
  // commander has written what was wrong with the command line
  if (error instanceof Error && "code" in error && String(error.code).startsWith("commander.")) {
    return (error as { exitCode?: number }).exitCode === 0 ? exitCode.ok : exitCode.input;
  }
  say(error instanceof Error ? (error.stack ?? error.message) : String(error));
  return exitCode.failed;
}
