// The CDKTF app: reads the class from LAB_FILE, else lab.yaml, and synthesizes its stacks.
import { App } from "cdktf";
import { resolve } from "node:path";
import { knownFailure } from "./cli/known-failure";
import { npxHere } from "./cli/npx";
import { loadClass } from "./definition/load";
import { classStacksProps, writeInputs } from "./deploy/synthesize";
import { callWith } from "./language/called";
import { addClassStacks } from "./stacks/class-stacks";
import { knownScenarios } from "./stacks/exercises/known-scenarios";
import { withoutTokenTraces } from "./stacks/token-traces";
import { makeFolder } from "./workspace/make-folder";
import { Workspace } from "./workspace/workspace";

const file = process.env["LAB_FILE"] ?? "lab.yaml";
callWith(npxHere());

try {
  const definition = loadClass(file, await knownScenarios(file));
  for (const warning of definition.warnings) console.error(warning);
  const workspace = Workspace.of(definition.name, file, (from, to) =>
    console.error(`What was kept of the class was moved from ${from} to ${to}`),
  );
  const outdir = resolve(process.env["CDKTF_OUTDIR"] ?? "cdktf.out");
  makeFolder(outdir);
  const app = new App({ outdir });
  const props = await classStacksProps(definition, workspace, app);
  // the hosts of the class where it has any, and a lab for each student
  const stacks = await addClassStacks(app, props);
  withoutTokenTraces(() => app.synth());
  await writeInputs(stacks, props.definition, workspace, { onKept: (note) => console.error(note) });
} catch (error) {
  const known = knownFailure(error);
  if (!known) throw error;
  console.error([known.message, known.next].filter(Boolean).join("\n"));
  process.exitCode = known.code;
}
