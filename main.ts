// The CDKTF app: reads the class from LAB_FILE, else lab.yaml, and synthesizes its stacks.
import { exitCode } from "./cli/exit-codes";
import { npxHere } from "./cli/npx";
import { FailedError, InputError, MachineError } from "./definition/errors";
import { loadClass } from "./definition/load";
import { synthesize } from "./deploy/synthesize";
import { callWith } from "./language/called";
import { knownScenarios } from "./stacks/exercises/known-scenarios";
import { Workspace } from "./workspace/workspace";

const file = process.env["LAB_FILE"] ?? "lab.yaml";
callWith(npxHere());

try {
  const definition = loadClass(file, await knownScenarios(file));
  for (const warning of definition.warnings) console.error(warning);
  const workspace = Workspace.of(definition.name, file, (from, to) =>
    console.error(`What was kept of the class was moved from ${from} to ${to}`),
  );
  await synthesize(definition, workspace, process.env["CDKTF_OUTDIR"] ?? "cdktf.out", { onKept: (note) => console.error(note) });
} catch (error) {
  if (!(error instanceof InputError || error instanceof MachineError || error instanceof FailedError)) throw error;
  console.error([error.message, error.next].filter(Boolean).join("\n"));
  if (error instanceof InputError) process.exitCode = exitCode.input;
  else process.exitCode = error instanceof MachineError ? exitCode.machine : exitCode.failed;
}
