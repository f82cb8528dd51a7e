// `lab plan`: everything to know before a class costs, on one screen. Nothing is made.
import { hubPulls, hubWarning } from "../../definition/hub-pulls";
import { waysIn, waysInLines } from "../../deploy/ways-in";
import { askPlan, planScreen, refuseProblems } from "../../deploy/targets/aws-cost";
import { type CliContext, exitCode } from "../context";
import { result, say } from "../output";

export async function plan({ definition, workspace, output }: CliContext): Promise<number> {
  for (const warning of definition.warnings) say(warning);
  const { target } = definition;
  const ways = await waysIn(definition, workspace);
  for (const line of waysInLines(ways)) say(line);
  if (target.kind === "aws") {
    const report = await askPlan(definition, target, workspace);
    result(output === "json" ? JSON.stringify({ ...report, noWayIn: ways.shutOut }, null, 2) : planScreen(report).join("\n"));
    refuseProblems(report);
    return exitCode.ok;
  }
  const running = definition.scenarios.filter(({ state }) => state === "running");
  const each = running.map(({ spec, options }) => ({ scenario: spec.name, ...spec.uses(options) }));
  if (output === "json") {
    const labs = definition.students.map(({ name }) => name);
    result(
      JSON.stringify(
        { class: definition.name, target: target.kind, labs, each, dockerHub: hubPulls(definition) ?? null, noWayIn: ways.shutOut },
        null,
        2,
      ),
    );
    return exitCode.ok;
  }
  result(`Class ${definition.name}: ${definition.students.length} labs on target ${target.kind}; it costs nothing. Each has:`);
  for (const { scenario, containers, hostPorts } of each) {
    result(
      `  ${scenario}: ${containers.join(", ") || "no container"}${hostPorts.length > 0 ? ` on ${hostPorts.map(({ port }) => port).join(", ")}` : ""}`,
    );
  }
  const warning = hubWarning(hubPulls(definition));
  if (warning !== undefined) say(warning);
  return exitCode.ok;
}
