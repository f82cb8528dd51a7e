// `lab validate`: lab.yaml is read and checked; nothing is written.
import { type CliContext, exitCode } from "../context";
import { result, say } from "../output";

export function validate({ definition, output, file }: CliContext): Promise<number> {
  const { name, target, students, scenarios } = definition;
  const memoryMb = scenarios.reduce((sum, { spec, options, state }) => sum + (state === "running" ? spec.uses(options).memoryMb : 0), 0);
  const names = scenarios.map(({ spec }) => spec.name);
  for (const warning of definition.warnings) say(warning);
  if (output === "json")
    result(
      JSON.stringify(
        { file, name, target: target.kind, students: students.map((student) => student.name), scenarios: names, memoryMb },
        null,
        2,
      ),
    );
  else
    result(
      `${file} is valid: class ${name}, target ${target.kind}, ${students.length} ${students.length === 1 ? "lab" : "labs"} of ${names.join(", ")}, at most ${memoryMb} MB of memory each`,
    );
  return Promise.resolve(exitCode.ok);
}
