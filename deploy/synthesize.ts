// From a class definition to its synthesized stacks: used by main.ts for plain cdktf and by the lab command.
import { App } from "cdktf";
import { join, relative, resolve } from "node:path";
import { isNativeError } from "node:util/types";
import { isThisMachine } from "../definition/targets";
import { addClassStacks } from "../stacks/class-stacks";
import { exerciseFiles } from "../stacks/scenarios/exercise-files";
import type { LabClass } from "../stacks/scenarios/scenario";
import { forgetOtherClass } from "../terraform/backend-note";
import type { SynthesizedStack } from "../terraform/stack-json";
import { writeExerciseFiles } from "../workspace/exercise-files";
import { makeFolder } from "../workspace/make-folder";
import { currentEnd } from "../workspace/extension";
import { readSeats } from "../workspace/seats";
import type { Workspace } from "../workspace/workspace";
import type { Seats } from "../definition/seats";
import { recordRunning } from "./databases";
import { KeptFiles } from "./kept-files";
import { withLogins } from "./student-logins";
import { writeVariables } from "./variables";

export interface SynthesizeOptions {
  /** @default as seats.json has it */
  readonly seats?: Seats;
  /** Called with a note on exercise files of target local that stay as their student changed them. @default nothing is called */
  readonly onKept?: (note: string) => void;
}

/**
 * Synthesizes every stack of a class below `outFolder` and writes each stack's variables beside its cdk.tf.json; on target local the
 * exercise files as well.
 */
export async function synthesize(
  labYaml: LabClass,
  workspace: Workspace,
  outFolder: string,
  { seats = readSeats(labYaml, workspace), onKept = () => undefined }: SynthesizeOptions = {},
): Promise<SynthesizedStack[]> {
  workspace.create();
  const end = currentEnd(labYaml.end, workspace);
  const definition = await withLogins({ ...labYaml, ...(end && { end }) }, workspace);
  makeFolder(resolve(outFolder));
  const app = new App({ outdir: resolve(outFolder) });
  const folderOf = (id: string) => join(app.outdir, "stacks", id);
  const stacks = await withoutTokenTraces(async () => {
    const added = await addClassStacks(app, {
      definition,
      seats,
      stateFolder: (id) => relative(folderOf(id), workspace.stateFolder),
    });
    app.synth();
    return added.map(({ node, variables }) => ({ id: node.id, folder: folderOf(node.id), sources: variables.sources }));
  });
  for (const stack of stacks) forgetOtherClass(stack);
  await writeVariables(stacks, definition, workspace);
  if (isThisMachine(definition.target)) {
    const kept = new KeptFiles();
    const paths = writeExerciseFiles(workspace.exerciseFolder, exerciseFiles(definition.scenarios), workspace.path("given"));
    kept.add(definition.students[0]?.name ?? "", paths);
    if (kept.note !== undefined) onKept(kept.note);
  }
  recordRunning(stacks, workspace);
  return stacks.map(({ id, folder }) => ({ id, folder }));
}

/**
 * cdktf captures a stack trace for every token, for the text of an error that names one, and has no switch for it: a third of a large
 * synth goes into writing them. V8's own hook leaves those of tokens empty meanwhile; errors keep theirs.
 */
async function withoutTokenTraces<Value>(work: () => Promise<Value>): Promise<Value> {
  // eslint-disable-next-line @typescript-eslint/unbound-method -- put back as it was
  const given = Error.prepareStackTrace;
  Error.prepareStackTrace = (traced, calls) => (isNativeError(traced) ? (given(traced, calls) as unknown) : "");
  try {
    return await work();
  } finally {
    Error.prepareStackTrace = given;
  }
}
