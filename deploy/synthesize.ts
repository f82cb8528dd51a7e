// From a class definition to its synthesized stacks, in the steps of main.ts: for plain cdktf, and for the lab command in its own process.
import { App } from "cdktf";
import { join, relative, resolve } from "node:path";
import { isThisMachine } from "../definition/targets";
import type { ClassStack } from "../stacks/class-stack";
import { addClassStacks, type ClassStacksProps } from "../stacks/class-stacks";
import { exerciseFiles } from "../stacks/scenarios/exercise-files";
import type { LabClass } from "../stacks/scenarios/scenario";
import { withoutTokenTraces } from "../stacks/token-traces";
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

/** Synthesizes every stack of a class below `outFolder`, as main.ts does. */
export async function synthesize(
  labYaml: LabClass,
  workspace: Workspace,
  outFolder: string,
  { seats, onKept }: SynthesizeOptions = {},
): Promise<SynthesizedStack[]> {
  const outdir = resolve(outFolder);
  makeFolder(outdir);
  const app = new App({ outdir });
  const props = await classStacksProps(labYaml, workspace, app, seats);
  const stacks = await addClassStacks(app, props);
  withoutTokenTraces(() => app.synth());
  return writeInputs(stacks, props.definition, workspace, { ...(onKept && { onKept }) });
}

/** What the stacks of a class are made of: lab.yaml with what its folder knows besides, the end as it was extended, logins and seats. */
export async function classStacksProps(
  labYaml: LabClass,
  workspace: Workspace,
  { outdir }: App,
  seats = readSeats(labYaml, workspace),
): Promise<ClassStacksProps> {
  workspace.create();
  const end = currentEnd(labYaml.end, workspace);
  const definition = await withLogins({ ...labYaml, ...(end && { end }) }, workspace);
  return { definition, seats, stateFolder: (id) => relative(stackFolder(outdir, id), workspace.stateFolder) };
}

/** Writes what synthesized stacks are applied with: each one's variables beside its cdk.tf.json, and on target local the exercise files. */
export async function writeInputs(
  added: readonly ClassStack[],
  definition: LabClass,
  workspace: Workspace,
  { onKept }: Pick<SynthesizeOptions, "onKept">,
): Promise<SynthesizedStack[]> {
  const stacks = added.map(({ node: { id, root }, variables }) => ({
    ...{ id, folder: stackFolder(App.of(root).outdir, id) },
    sources: variables.sources,
  }));
  for (const stack of stacks) forgetOtherClass(stack);
  await writeVariables(stacks, definition, workspace);
  if (isThisMachine(definition.target)) {
    const kept = new KeptFiles();
    const paths = writeExerciseFiles(workspace.exerciseFolder, exerciseFiles(definition.scenarios), workspace.path("given"));
    kept.add(definition.students[0]?.name ?? "", paths);
    if (kept.note !== undefined) onKept?.(kept.note);
  }
  recordRunning(stacks, workspace);
  return stacks.map(({ id, folder }) => ({ id, folder }));
}

function stackFolder(outdir: string, id: string): string {
  return join(outdir, "stacks", id);
}
