// The lab command: its help, its version, and its verbs in the order of --help.
import { createRequire } from "node:module";
import { Command } from "commander";
import { asCalled } from "../language/called";
import { classVerbs, ec2Verbs, hostVerbs, setUpVerbs } from "./class-verbs";
import { handoutVerbs, labVerbs, serveVerb, stateVerbs } from "./lesson-verbs";
import { type LabProgramProps, VerbList } from "./verb-list";

function version(): string {
  const { version: own } = createRequire(import.meta.url)("../package.json") as { version: string };
  return own;
}

/** @throws InputError where a flag's environment variable says neither yes nor no. */
export function labProgram(props: LabProgramProps): Command {
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
  const groups = [classVerbs, hostVerbs, ec2Verbs, stateVerbs, handoutVerbs, labVerbs, serveVerb, setUpVerbs];
  const verbs = new VerbList(lab, props);
  for (const declare of groups) declare(verbs);
  return lab;
}
