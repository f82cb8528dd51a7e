// `lab validate`: lab.yaml is read and checked; nothing is written.
import { memoryOf } from "../../definition/scenario";
import { amount } from "../../language/counted";
import { waysIn, waysInLines } from "../../deploy/ways-in";
import { t } from "../../language/translate";
import { type CliContext, exitCode } from "../context";
import { result, say } from "../output";

export async function validate({ definition, workspace, output, file }: CliContext): Promise<number> {
  const { name, target, students, scenarios } = definition;
  const memoryMb = memoryOf(scenarios);
  const names = scenarios.map(({ spec }) => spec.name);
  for (const warning of definition.warnings) say(warning);
  const ways = await waysIn(definition, workspace);
  for (const line of waysInLines(ways)) say(line);
  if (output === "json")
    result(
      JSON.stringify(
        {
          file,
          name,
          target: target.kind,
          students: students.map((student) => student.name),
          scenarios: names,
          memoryMb,
          noWayIn: ways.shutOut,
        },
        null,
        2,
      ),
    );
  else
    result(
      t`${file} is valid: class ${name}, target ${target.kind}, ${amount(students.length, "lab")} of ${names.join(", ")}, at most ${memoryMb} MB of memory each`,
    );
  return exitCode.ok;
}
