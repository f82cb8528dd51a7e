// Verbs of a class and its hosts, with their options. A verb's own code is loaded when it runs: --help loads none.
import { Option } from "commander";
import { asCalled } from "../language/called";
import { flag, list, seconds } from "./options";
import type { DownOptions } from "./verbs/down";
import type { OrphansOptions } from "./verbs/orphans";
import type { SeatOptions } from "./verbs/seat";
import type { VerbList } from "./verb-list";

/** Verbs of a whole class. */
export function classVerbs(lab: VerbList): void {
  lab.verb("up [terraform-options...]", "bring the class up; what follows -- goes to terraform plan", async (context, _, words) =>
    (await import("./verbs/up")).upVerb(context, { terraformOptions: { labs: words } }),
  );
  lab
    .verbWithoutClass<DownOptions>("down", "remove the class", async (options) => (await import("./verbs/down")).down(options, lab.signal))
    .addOption(flag("--purge", "also remove the databases' files", "LAB_PURGE"))
    .addOption(
      new Option("--forget <students>", "only their labs, and forget them where their machines do not answer, after asking")
        .argParser(list)
        .env("LAB_FORGET"),
    )
    .addOption(new Option("--collect [folder]", "bring what students leave to this machine first").env("LAB_COLLECT"));
  lab.verb(
    "collect <folder>",
    "what students leave on their hosts: history, files, what Docker has; a folder each",
    async (context, _, [folder = ""]) => (await import("./verbs/collect")).collectVerb(context, folder),
  );
  lab.verb("plan", "what a class would create and cost; nothing is created", async (context) =>
    (await import("./verbs/plan")).plan(context),
  );
}

/** Verbs of hosts. */
export function hostVerbs(lab: VerbList): void {
  lab
    .verb("ssh <student>", "a shell on a student's host", async (context, _, [student = "", ...words]) =>
      (await import("./verbs/ssh")).ssh(context, student, words),
    )
    .allowExcessArguments();
  lab
    .verb<{ timeout: number }>(
      "exec [command...]",
      asCalled("a command on every host: npx lab exec -- docker ps"),
      async (context, options, words) => (await import("./verbs/exec")).exec(context, words, options),
    )
    .addOption(new Option("--timeout <seconds>", "time each host has").argParser(seconds).default(60).env("LAB_TIMEOUT"));
  lab.verb("logs <student>", "what cloud-init and Docker printed on a student's host", async (context, _, [student = ""]) =>
    (await import("./verbs/logs")).logs(context, student),
  );
  lab.verb(
    "support <student>",
    "one archive that shows why a student's host is broken, without secrets",
    async (context, _, [student = ""]) => (await import("./verbs/support")).support(context, student),
  );
  lab.verb("script [student]", "the install script, or the user data of a student's host", async (context, _, [student]) =>
    (await import("./verbs/script")).script(context, student),
  );
  lab.verb("install", "install Docker on this Ubuntu machine with the same script", async (context) =>
    (await import("./verbs/install")).install(context),
  );
}

/** Verbs of EC2 hosts. */
export function ec2Verbs(lab: VerbList): void {
  lab.verb("extend <time>", "move the end of running EC2 hosts, by 2h or 30m", async (context, _, [by = ""]) =>
    (await import("./verbs/extend")).extend(context, by),
  );
  lab.verb("replace <student>", "recreate one EC2 host", async (context, _, [student = ""]) =>
    (await import("./verbs/replace")).replace(context, student),
  );
  lab
    .verb<SeatOptions>("seat <student>", "give a student a spare EC2 host, or their own again", async (context, options, [student = ""]) =>
      (await import("./verbs/seat")).seat(context, student, options),
    )
    .addOption(new Option("--spare [name]", "a spare, this one or the first free (the default)").env("LAB_SPARE").conflicts("own"))
    .addOption(flag("--own", "the host of their own name, recreated", "LAB_OWN"));
  lab
    .verbWithoutClass<OrphansOptions>("orphans [class]", "what any class still has in AWS, in every region", async (options, [className]) =>
      (await import("./verbs/orphans")).orphans({ ...options, ...(className !== undefined && { className }) }, lab.signal),
    )
    .addOption(flag("--end", "end it, one class after the other, after asking", "LAB_END"));
}

/** Verbs that work before there is a class. */
export function setUpVerbs(lab: VerbList): void {
  lab.verbWithoutClass("doctor", "what this machine has and lacks, with the fix for each", async (options) =>
    (await import("./verbs/doctor")).doctor(options, lab.signal),
  );
  lab.verb("validate", "check lab.yaml and change nothing", async (context) => (await import("./verbs/validate")).validate(context));
  lab.verbWithoutClass(
    "init [folder]",
    "write a commented lab.yaml here, or a folder with all that a class needs",
    async ({ file, output }, [folder]) =>
      (await import("./verbs/init")).init({ output, ...(file !== undefined && { file }), ...(folder !== undefined && { folder }) }),
  );
  lab.verbWithoutClass(
    "new <what> <name>",
    asCalled("write a commented exercise: npx lab new exercise redis"),
    async ({ file, output }, [what = "", name = ""]) => (await import("./verbs/new-exercise")).newExercise(what, name, file, output),
  );
}
