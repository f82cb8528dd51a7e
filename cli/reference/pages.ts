// The pages of docs/ that are written by `npm run docs`.
import { labJsonSchema } from "../../definition/json-schema";
import { scenarios } from "../../stacks/scenarios";
import { labProgram } from "../program";
import { commandsPage } from "./commands-page";
import { keysPage } from "./keys-page";

/** Texts by file name. */
export function referencePages(): ReadonlyMap<string, string> {
  const program = labProgram({ signal: new AbortController().signal, onEnd: () => undefined });
  return new Map([
    ["commands.md", commandsPage(program)],
    // through JSON, as editors see it
    ["lab-yaml.md", keysPage(JSON.parse(JSON.stringify(labJsonSchema(scenarios))) as object)],
  ]);
}
