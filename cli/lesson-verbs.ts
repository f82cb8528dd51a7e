// Verbs of the lesson, with their options: state, checks, guides, one student's lab, the pages. A verb's own code is loaded when it runs.
import { Option } from "commander";
import type { ResetOptions } from "../deploy/reset";
import { flag, port, scenarioOption, seconds } from "./options";
import type { ServeOptions } from "./pages-address";
import type { CardsOptions } from "./verbs/cards";
import type { CheckOptions } from "./verbs/check";
import type { GuideVerbOptions } from "./verbs/guide";
import type { VerbList } from "./verb-list";

/** Verbs that look at what is there. */
export function stateVerbs(lab: VerbList): void {
  lab.verb("status", "what runs, from the Engines themselves", async (context) => (await import("./verbs/status")).status(context));
  lab
    .verb<CheckOptions>(
      "check",
      "whether the exercises have been done, asked of every student's Engine",
      async (context, options) => (await import("./verbs/check")).check(context, options),
      ["table", "json", "csv", "junit"],
    )
    .addOption(scenarioOption())
    .addOption(flag("-w, --watch", "ask again and again", "LAB_WATCH"))
    .addOption(new Option("--interval <seconds>", "between two rounds of --watch").argParser(seconds).default(5).env("LAB_INTERVAL"))
    .addOption(new Option("--timeout <seconds>", "for all checks of one student").argParser(seconds).default(60).env("LAB_TIMEOUT"));
}

/** Verbs that write what students get. */
export function handoutVerbs(lab: VerbList): void {
  lab
    .verb<GuideVerbOptions>(
      "guide [student]",
      "a student's guide with their own addresses: Markdown, or one HTML file",
      async (context, options, [student]) =>
        (await import("./verbs/guide")).guide(context, { ...options, ...(student !== undefined && { student }) }),
    )
    .addOption(scenarioOption())
    .addOption(new Option("--html <file>", "write one HTML file").env("LAB_GUIDE_HTML"))
    .addOption(new Option("--all <folder>", "write one HTML file per student").env("LAB_GUIDE_ALL"))
    .addOption(new Option("--language <language>", "instead of lab.yaml's").choices(["ko", "en"]).env("LAB_LANGUAGE"));
  lab
    .verb<CardsOptions>("cards", "a card for each student, as one HTML file to print", async (context, options) =>
      (await import("./verbs/cards")).cards(context, options),
    )
    .addOption(new Option("--html <file>", "where it is written (default: cards.html here)").env("LAB_CARDS_HTML"));
  lab.verb(
    "handout <folder>",
    "what each student is given: key, ssh_config, how to log in, guide, card; a zip each",
    async (context, _, [folder = ""]) => (await import("./verbs/handout")).handout(context, folder),
  );
}

/** Verbs of one student's lab. */
export function labVerbs(lab: VerbList): void {
  lab
    .verb<Pick<ResetOptions, "purge">>(
      "reset <student> [scenario]",
      "put a student's lab or one scenario back to its start",
      async (context, { purge }, [student = "", scenario]) =>
        (await import("./verbs/reset")).resetVerb(context, {
          student,
          ...(scenario !== undefined && { scenario }),
          ...(purge !== undefined && { purge }),
        }),
    )
    .addOption(flag("--purge", "also remove the database's files", "LAB_PURGE"));
  lab.verb(
    "solve <student> <scenario>",
    "type a scenario's commands for a student who fell behind",
    async (context, _, [student = "", scenario = ""]) => (await import("./verbs/solve")).solveVerb(context, student, scenario),
  );
  lab
    .verb<{ format: "mermaid" | "svg" }>(
      "graph [student]",
      "what a lab really has: networks, containers, ports, volumes",
      async (context, { format }, [student]) =>
        (await import("./verbs/graph")).graph(context, { format, ...(student !== undefined && { student }) }),
    )
    .addOption(new Option("--format <format>", "how it is drawn").choices(["mermaid", "svg"]).default("mermaid").env("LAB_FORMAT"));
}

/** The verb that serves the class's pages. */
export function serveVerb(lab: VerbList): void {
  lab
    .verb<ServeOptions>(
      "serve",
      "a page per student with guide, terminal and checks, and a board, until Ctrl-C",
      async (context, options) => (await import("./verbs/serve")).serve(context, options),
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
}
