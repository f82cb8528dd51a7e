// The lab command's verbs and their options. A verb's own code is loaded when it runs: --help loads none.
import { createRequire } from "node:module";
import { Command, Option } from "commander";
import type { CliContext, GlobalOptions } from "./context";
import { flag, list, port, scenarioOption, seconds, withGlobals } from "./options";
import type { ResetOptions } from "../deploy/reset";
import type { CardsOptions } from "./verbs/cards";
import type { CheckOptions } from "./verbs/check";
import type { DownOptions } from "./verbs/down";
import type { SeatOptions } from "./verbs/ec2";
import type { GuideVerbOptions } from "./verbs/guide";
import type { OrphansOptions } from "./verbs/orphans";
import type { ServeOptions } from "./pages-address";
import { asCalled } from "../language/called";

export interface LabProgramProps {
  /** Aborted when the command is to stop. */
  readonly signal: AbortSignal;
  /** Called with the exit code of the verb that ran. */
  readonly onEnd: (exitCode: number) => void;
}

type Verb<Options> = (context: CliContext, options: Options, words: string[]) => Promise<number>;
type VerbWithoutClass<Options> = (options: GlobalOptions & Options, words: string[]) => Promise<number>;

function version(): string {
  const { version: own } = createRequire(import.meta.url)("../package.json") as { version: string };
  return own;
}

/** @throws InputError where a flag's environment variable says neither yes nor no. */
export function labProgram({ signal, onEnd }: LabProgramProps): Command {
  const lab = new Command("lab")
    .description("Labs for a Docker class: one lab.yaml, a Docker Engine per student.")
    .version(version(), "-V, --version", "the version of docker-class-lab")
    .showSuggestionAfterError()
    .showHelpAfterError(asCalled("npx lab --help lists the commands; npx lab help COMMAND says what one takes"))
    .exitOverride()
    .addHelpText(
      "after",
      "\nExit codes: 0 done, 1 not all went well, 2 bad input (nothing changed), 3 this machine lacks something, 130 interrupted.",
    );

  /** A verb that reads lab.yaml itself, or does without. */
  function verbWithoutClass<Options = unknown>(
    usage: string,
    description: string,
    run: VerbWithoutClass<Options>,
    formats?: readonly string[],
  ): Command {
    const command = withGlobals(lab.command(usage).description(description), formats);
    return command.action(async () => onEnd(await run(command.opts<GlobalOptions & Options>(), command.args)));
  }

  /** A verb that needs a whole lab.yaml. */
  function verb<Options = unknown>(usage: string, description: string, run: Verb<Options>, formats?: readonly string[]): Command {
    return verbWithoutClass<Options>(
      usage,
      description,
      async (options, words) => run(await (await import("./context")).readContext(options, signal), options, words),
      formats,
    );
  }

  verb("up [terraform-options...]", "bring the class up; what follows -- goes to terraform plan", async (context, _, words) =>
    (await import("./verbs/up")).upVerb(context, { terraformOptions: { labs: words } }),
  );
  verbWithoutClass<DownOptions>("down", "remove the class", async (options) => (await import("./verbs/down")).down(options, signal))
    .addOption(flag("--purge", "also remove the databases' files", "LAB_PURGE"))
    .addOption(
      new Option("--forget <students>", "only their labs, and forget them where their machines do not answer, after asking")
        .argParser(list)
        .env("LAB_FORGET"),
    )
    .addOption(new Option("--collect [folder]", "bring what students leave to this machine first").env("LAB_COLLECT"));
  verb(
    "collect <folder>",
    "what students leave on their hosts: history, files, what Docker has; a folder each",
    async (context, _, [folder = ""]) => (await import("./verbs/collect")).collectVerb(context, folder),
  );
  verb("plan", "what a class would create and cost; nothing is created", async (context) => (await import("./verbs/plan")).plan(context));
  verb("ssh <student>", "a shell on a student's host", async (context, _, [student = ""]) =>
    (await import("./verbs/exec")).ssh(context, student),
  );
  verb<{ timeout: number }>(
    "exec [command...]",
    asCalled("a command on every host: npx lab exec -- docker ps"),
    async (context, options, words) => (await import("./verbs/exec")).exec(context, words, options),
  ).addOption(new Option("--timeout <seconds>", "time each host has").argParser(seconds).default(60).env("LAB_TIMEOUT"));
  verb("logs <student>", "what cloud-init and Docker printed on a student's host", async (context, _, [student = ""]) =>
    (await import("./verbs/exec")).logs(context, student),
  );
  verb("support <student>", "one archive that shows why a student's host is broken, without secrets", async (context, _, [student = ""]) =>
    (await import("./verbs/support")).support(context, student),
  );
  verb("script [student]", "the install script, or the user data of a student's host", async (context, _, [student]) =>
    (await import("./verbs/script")).script(context, student),
  );
  verb("install", "install Docker on this Ubuntu machine with the same script", async (context) =>
    (await import("./verbs/script")).install(context),
  );
  verb("extend <time>", "move the end of running EC2 hosts, by 2h or 30m", async (context, _, [by = ""]) =>
    (await import("./verbs/ec2")).extend(context, by),
  );
  verb("replace <student>", "recreate one EC2 host", async (context, _, [student = ""]) =>
    (await import("./verbs/ec2")).replace(context, student),
  );
  verb<SeatOptions>("seat <student>", "give a student a spare EC2 host, or their own again", async (context, options, [student = ""]) =>
    (await import("./verbs/ec2")).seat(context, student, options),
  )
    .addOption(new Option("--spare [name]", "a spare, this one or the first free (the default)").env("LAB_SPARE").conflicts("own"))
    .addOption(flag("--own", "the host of their own name, recreated", "LAB_OWN"));
  verbWithoutClass<OrphansOptions>("orphans [class]", "what any class still has in AWS, in every region", async (options, [className]) =>
    (await import("./verbs/orphans")).orphans({ ...options, ...(className !== undefined && { className }) }, signal),
  ).addOption(flag("--end", "end it, one class after the other, after asking", "LAB_END"));
  verb("status", "what runs, from the Engines themselves", async (context) => (await import("./verbs/status")).status(context));
  verb<CheckOptions>(
    "check",
    "whether the exercises have been done, asked of every student's Engine",
    async (context, options) => (await import("./verbs/check")).check(context, options),
    ["table", "json", "csv", "junit"],
  )
    .addOption(scenarioOption())
    .addOption(flag("-w, --watch", "ask again and again", "LAB_WATCH"))
    .addOption(new Option("--interval <seconds>", "between two rounds of --watch").argParser(seconds).default(5).env("LAB_INTERVAL"))
    .addOption(new Option("--timeout <seconds>", "for all checks of one student").argParser(seconds).default(60).env("LAB_TIMEOUT"));
  verb<GuideVerbOptions>(
    "guide [student]",
    "a student's guide with their own addresses: Markdown, or one HTML file",
    async (context, options, [student]) =>
      (await import("./verbs/guide")).guide(context, { ...options, ...(student !== undefined && { student }) }),
  )
    .addOption(scenarioOption())
    .addOption(new Option("--html <file>", "write one HTML file").env("LAB_GUIDE_HTML"))
    .addOption(new Option("--all <folder>", "write one HTML file per student").env("LAB_GUIDE_ALL"))
    .addOption(new Option("--language <language>", "instead of lab.yaml's").choices(["ko", "en"]).env("LAB_LANGUAGE"));
  verb<CardsOptions>("cards", "a card for each student, as one HTML file to print", async (context, options) =>
    (await import("./verbs/cards")).cards(context, options),
  ).addOption(new Option("--html <file>", "where it is written (default: cards.html here)").env("LAB_CARDS_HTML"));
  verb(
    "handout <folder>",
    "what each student is given: key, ssh_config, how to log in, guide, card; a zip each",
    async (context, _, [folder = ""]) => (await import("./verbs/handout")).handout(context, folder),
  );
  verb<Pick<ResetOptions, "purge">>(
    "reset <student> [scenario]",
    "put a student's lab or one scenario back to its start",
    async (context, { purge }, [student = "", scenario]) =>
      (await import("./verbs/reset")).resetVerb(context, {
        student,
        ...(scenario !== undefined && { scenario }),
        ...(purge !== undefined && { purge }),
      }),
  ).addOption(flag("--purge", "also remove the database's files", "LAB_PURGE"));
  verb(
    "solve <student> <scenario>",
    "type a scenario's commands for a student who fell behind",
    async (context, _, [student = "", scenario = ""]) => (await import("./verbs/solve")).solveVerb(context, student, scenario),
  );
  verb<{ format: "mermaid" | "svg" }>(
    "graph [student]",
    "what a lab really has: networks, containers, ports, volumes",
    async (context, { format }, [student]) =>
      (await import("./verbs/graph")).graph(context, { format, ...(student !== undefined && { student }) }),
  ).addOption(new Option("--format <format>", "how it is drawn").choices(["mermaid", "svg"]).default("mermaid").env("LAB_FORMAT"));
  verb<ServeOptions>("serve", "a page per student with guide, terminal and checks, and a board, until Ctrl-C", async (context, options) =>
    (await import("./verbs/serve")).serve(context, options),
  )
    .addOption(new Option("--listen <address>", "where the pages are; 0.0.0.0 for a class").default("127.0.0.1").env("LAB_LISTEN"))
    .addOption(new Option("--port <port>", "of the pages").argParser(port).default(8770).env("LAB_PORT"))
    .addOption(new Option("--claim <code>", "somebody without a card takes a free seat with this code").env("LAB_CLAIM"))
    .addOption(new Option("--cert <file>", "certificate, PEM (default: one of the class's own)").env("LAB_CERT"))
    .addOption(new Option("--key <file>", "its key, PEM").env("LAB_CERT_KEY"))
    .addOption(new Option("--url <url>", "where browsers find the pages, behind a proxy").env("LAB_URL"))
    .addOption(
      new Option("--through <host>", "browsers reach the pages at port 443 of this host: one of the class, or user@address").env(
        "LAB_THROUGH",
      ),
    );
  verbWithoutClass("doctor", "what this machine has and lacks, with the fix for each", async (options) =>
    (await import("./verbs/doctor")).doctor(options, signal),
  );
  verb("validate", "check lab.yaml and change nothing", async (context) => (await import("./verbs/validate")).validate(context));
  verbWithoutClass(
    "init [folder]",
    "write a commented lab.yaml here, or a folder with all that a class needs",
    async ({ file, output }, [folder]) =>
      (await import("./verbs/init")).init({ output, ...(file !== undefined && { file }), ...(folder !== undefined && { folder }) }),
  );
  verbWithoutClass(
    "new <what> <name>",
    asCalled("write a commented exercise: npx lab new exercise redis"),
    async ({ file, output }, [what = "", name = ""]) => (await import("./verbs/new-exercise")).newExercise(what, name, file, output),
  );
  return lab;
}
