// The status of labs as a table: one lab by scenario, or a class by student.
import type { LabStatus, ScenarioStatus } from "../engine/status";
import { paint, table } from "./output";

export function statusTable(labs: readonly LabStatus[], scenarioNames: readonly string[]): string {
  const [only] = labs;
  if (labs.length === 1 && only && only.error === undefined) {
    return table(
      ["scenario", "address", "state"],
      only.scenarios.map((status) => [status.scenario, status.endpoints.map(({ url }) => url).join("  ") || "-", stateCell(status)]),
    );
  }
  return table(
    ["student", "host", ...scenarioNames],
    labs.map((lab) => [
      lab.student,
      lab.address,
      ...(lab.error === undefined
        ? scenarioNames.map((name) =>
            stateCell(lab.scenarios.find(({ scenario }) => scenario === name) ?? { scenario: name, state: "absent", endpoints: [] }),
          )
        : [paint("red", "not usable")]),
    ]),
  );
}

function stateCell({ state, detail }: ScenarioStatus): string {
  const colour = state === "up" || state === "ready" ? "green" : state === "absent" ? "gray" : "red";
  return paint(colour, state) + (detail === undefined ? "" : `: ${detail}`);
}
