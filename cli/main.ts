// The lab command: its verbs, their options, and how a failure ends.
import { Command, InvalidArgumentError, Option } from "commander";
import { FailedError, InputError, MachineError } from "../definition/errors";
import { cards } from "./verbs/cards";
import { check } from "./verbs/check";
import { type CliContext, exitCode, type GlobalOptions, readContext } from "./context";
import { doctor } from "./verbs/doctor";
import { down } from "../deploy/down";
import { extend, orphans, replace, seat, type SeatOptions } from "./verbs/ec2";
import { exec, logs, ssh } from "./verbs/exec";
import { guide } from "../classroom/guide";
import { init } from "./verbs/init";
import { paint, say } from "./output";
import { plan } from "./verbs/plan";
import { install, script } from "./verbs/script";
import { reset } from "../deploy/reset";
import { status } from "./verbs/status";
import { up } from "../deploy/up";
import { validate } from "./verbs/validate";

const interrupt = new AbortController();

process.on("SIGINT", () => {
  if (interrupt.signal.aborted) say("Terraform is writing its state; a moment more.");
  else say("\nStopping: what is under way is finished first, so that nothing is lost.");
  interrupt.abort();
});

const scenarioOption = () => new Option("-s, --scenario <name>", "only this scenario").env("LAB_SCENARIO");

const seconds = (text: string): number => {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 1) throw new InvalidArgumentError("It must be a whole number of seconds, from 1.");
  return value;
};

const list = (text: string) => text.split(",").filter(Boolean);

/** Options that every verb has. Each can be given as an environment variable. */
function withGlobals(command: Command, formats: readonly string[] = ["table", "json"]): Command {
  return command
    .addOption(new Option("-f, --file <file>", "the class (default: lab.yaml here, else the project's)").env("LAB_FILE"))
    .addOption(new Option("-o, --output <format>", "how the result is written").choices(formats).default("table").env("LAB_OUTPUT"))
    .addOption(new Option("-y, --yes", "answer yes to every question").env("LAB_YES"))
    .addOption(new Option("--on <students>", "only these students, separated by commas").argParser(list).env("LAB_ON"));
}

type Verb<Options> = (context: CliContext, options: Options, words: string[]) => Promise<number>;

function verb<Options = unknown>(
  program: Command,
  usage: string,
  description: string,
  run: Verb<Options>,
  formats?: readonly string[],
): Command {
  return withGlobals(program.command(usage).description(description), formats).action(async (...given: unknown[]) => {
    const command = given.at(-1) as Command;
    const options = command.opts<GlobalOptions & Options>();
    process.exitCode = await run(readContext(options, interrupt.signal), options, command.args);
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
    up(context, { labs: words }),
  );
  verb<{ purge?: boolean }>(lab, "down", "take the class away", (context, { purge }) => down(context, { purge: purge ?? false })).addOption(
    new Option("--purge", "also remove the databases' files").env("LAB_PURGE"),
  );
  verb(lab, "plan", "what a class would make and cost; nothing is made", plan);
  verb(lab, "ssh <student>", "a shell on a student's host", (context, _, [student = ""]) => ssh(context, student));
  verb<{ timeout: number }>(lab, "exec [command...]", "a command on every host: npx lab exec -- docker ps", (context, options, words) =>
    exec(context, words, options),
  ).addOption(new Option("--timeout <seconds>", "time each host has").argParser(seconds).default(60).env("LAB_TIMEOUT"));
  verb(lab, "logs <student>", "what cloud-init and Docker said on a student's host", (context, _, [student = ""]) =>
    logs(context, student),
  );
  verb(lab, "script [student]", "the install script, or the user data of a student's host", (context, _, [student]) =>
    script(context, student),
  );
  verb(lab, "install", "install Docker on this Ubuntu machine with the same script", install);
  verb(lab, "extend <time>", "move the end of running EC2 hosts, by 2h or 30m", (context, _, [by = ""]) => extend(context, by));
  verb(lab, "replace <student>", "make one EC2 host anew", (context, _, [student = ""]) => replace(context, student));
  verb<SeatOptions>(lab, "seat <student>", "give a student a spare EC2 host, or their own again", (context, options, [student = ""]) =>
    seat(context, student, options),
  )
    .addOption(new Option("--spare [name]", "a spare, this one or the first free (the default)").env("LAB_SPARE").conflicts("own"))
    .addOption(new Option("--own", "the host of their own name, made anew").env("LAB_OWN"));
  verb(lab, "orphans", "what stands in AWS of any class, in every region", orphans);
  verb(lab, "status", "what runs, from the Engines themselves", status);
  verb<{ output: "table" | "json" | "junit"; scenario?: string; watch?: boolean; interval: number; timeout: number }>(
    lab,
    "check",
    "whether the exercises have been done, asked of every student's Engine",
    (context, options) => check(context, options),
    ["table", "json", "junit"],
  )
    .addOption(scenarioOption())
    .addOption(new Option("-w, --watch", "ask again and again").env("LAB_WATCH"))
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
      reset(context, { student, ...(scenario !== undefined && { scenario }), ...(purge !== undefined && { purge }) }, (one) =>
        up({ ...context, chosen: { ...context.definition, students: [one] } }),
      ),
  ).addOption(new Option("--purge", "also remove the database's files").env("LAB_PURGE"));
  verb(lab, "doctor", "what this machine has and lacks, with the fix for each", doctor);
  verb(lab, "validate", "check lab.yaml and change nothing", validate);
  withGlobals(lab.command("init").description("write a commented lab.yaml")).action((options: GlobalOptions) => {
    process.exitCode = init(options.file ?? "lab.yaml");
  });
  return lab;
}

try {
  await program().parseAsync();
  if (interrupt.signal.aborted) process.exitCode = exitCode.interrupted;
} catch (error) {
  process.exitCode = interrupt.signal.aborted ? exitCode.interrupted : fail(error);
}

function fail(error: unknown): number {
  if (error instanceof InputError || error instanceof MachineError || error instanceof FailedError) {
    say(paint("red", error.message, process.stderr));
    if (error.next !== undefined) say(error.next);
    return error instanceof InputError ? exitCode.input : error instanceof MachineError ? exitCode.machine : exitCode.failed;
  }
  // commander has written what was wrong with the command line
  if (error instanceof Error && "code" in error && String(error.code).startsWith("commander.")) {
    return (error as { exitCode?: number }).exitCode === 0 ? exitCode.ok : exitCode.input;
  }
  say(error instanceof Error ? (error.stack ?? error.message) : String(error));
  return exitCode.failed;
}
