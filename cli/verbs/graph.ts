// `lab graph`: draws what a student's lab really has.
import { mermaid, svg } from "../../classroom/graph-drawing";
import { targetOf } from "../../deploy/targets";
import { ownOn } from "../../deploy/traces";
import { InputError } from "../../definition/errors";
import { studentOf } from "../../definition/student-of";
import { labGraph } from "../../engine/lab-graph";
import { hostOfStudent } from "../../engine/student-host";
import { asCalled } from "../../language/called";
import { t } from "../../language/translate";
import { type CliContext, exitCode } from "../context";
import { result } from "../output";

export interface GraphOptions {
  /** @default the only student of a class of one */
  readonly student?: string;
  /** @default mermaid */
  readonly format?: "mermaid" | "svg";
}

/** @throws InputError for a student that the class does not have, FailedError for an Engine that does not answer. */
export async function graph({ definition, workspace, signal, output }: CliContext, { student, format }: GraphOptions): Promise<number> {
  const name = student ?? (definition.students.length === 1 ? definition.students[0]?.name : undefined);
  if (name === undefined) throw new InputError(t`Whose lab? The class has several students`, asCalled("npx lab graph STUDENT"));
  studentOf(definition, name);
  const host = hostOfStudent(await targetOf(definition, workspace).hosts(), name);
  const containers = await labGraph(host, { signal, own: ownOn(host, { definition, workspace }) });
  if (output === "json") result(JSON.stringify({ student: name, containers }, null, 2));
  else result(format === "svg" ? svg(containers, { standalone: true }) : mermaid(containers));
  return exitCode.ok;
}
