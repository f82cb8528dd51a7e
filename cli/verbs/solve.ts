// `lab solve`: types a scenario's own commands for a student who fell behind, after asking.
import { containersInTheWay, solution, solve } from "../../classroom/solve";
import { targetOf } from "../../deploy/targets";
import { checkKey } from "../../definition/scenario";
import { InputError } from "../../definition/errors";
import { plainLine } from "../../definition/plain-text";
import { studentOf } from "../../definition/student-of";
import { hostOfStudent } from "../../engine/student-host";
import { asCalled } from "../../language/called";
import { amount } from "../../language/counted";
import { t } from "../../language/translate";
import { chosenScenarios } from "../../stacks/scenarios/chosen";
import { recordProgress } from "../../workspace/progress";
import { type CliContext, exitCode } from "../context";
import { result, say } from "../output";

/** Returns 0 when all the scenario's checks are green afterwards. @throws InputError for a student or scenario that the class does not have. */
export async function solveVerb(context: CliContext, name: string, scenario: string): Promise<number> {
  const { definition, workspace, signal, reporter, output } = context;
  studentOf(definition, name);
  const [use] = chosenScenarios(definition, scenario);
  if (!use) throw new InputError(t`Which scenario is to be solved?`, asCalled(`npx lab solve ${name} SCENARIO`));
  const host = hostOfStudent(await targetOf(definition, workspace).hosts(), name);
  const props = { definition, workspace, host, use, signal };
  const inTheWay = await containersInTheWay(props);
  const blocks = solution(props);
  say(
    use.spec.solve
      ? t`${name}: solve.sh of ${scenario} is run on ${host.address}`
      : t`${name}: the guide of ${scenario} is typed on ${host.address}, ${amount(blocks.length, "block")} of commands`,
  );
  if (inTheWay.length > 0) say(t`Removed first, with what was written in them: ${inTheWay.map((text) => plainLine(text)).join(", ")}`);
  if (!(await reporter.ask(t`Go on?`))) return exitCode.failed;
  const round = await solve(props, inTheWay, (text) => say(`  ${plainLine(text)}`));
  const exercises = round.results.filter(({ check }) => check.standing !== true);
  recordProgress(
    workspace,
    exercises.map(({ check, verdict }) => ({ student: name, check: checkKey(check), passed: verdict === "pass" })),
  );
  const left = round.results.filter(({ verdict }) => verdict !== "pass").map(({ check }) => check);
  if (output === "json") result(JSON.stringify({ student: name, scenario, left: left.map(({ id }) => id) }, null, 2));
  else if (left.length === 0) result(t`${name}: ${scenario} is done, and all its checks are green`);
  else {
    say(t`${name}: not green:\n${left.map((check) => `  ${checkKey(check)}  ${check.title[definition.language]}`).join("\n")}`);
    say(t`Put it back to its start, then solve it again: npx lab reset ${name} ${scenario}`);
  }
  return left.length === 0 ? exitCode.ok : exitCode.failed;
}
