// The status of labs as a table: one lab by scenario, or a class by student.
import type { LabStatus, ScenarioStateWord, ScenarioStatus } from "../engine/status";
import { t } from "../language/translate";
import { paint, table } from "./output";

export function statusTable(labs: readonly LabStatus[], scenarioNames: readonly string[]): string {
  const [only] = labs;
  if (labs.length === 1 && only && only.error === undefined) {
    return table(
      [t`scenario`, t`address`, t`state`],
      only.scenarios.map((status) => [status.scenario, status.endpoints.map(({ url }) => url).join("  ") || "-", stateCell(status)]),
    );
  }
  return table(
    [t`student`, t`host`, ...scenarioNames],
    labs.map((lab) => [
      lab.student,
      lab.address,
      ...(lab.error === undefined
        ? scenarioNames.map((name) =>
            stateCell(lab.scenarios.find(({ scenario }) => scenario === name) ?? { scenario: name, state: "absent", endpoints: [] }),
          )
        : [paint("red", t`not usable`)]),
    ]),
  );
}

/** Only for tables: JSON has the states themselves. */
const stateWords: Record<ScenarioStateWord, () => string> = {
  up: () => t`up`,
  ready: () => t`ready`,
  absent: () => t`absent`,
  stopped: () => t`stopped`,
  incomplete: () => t`incomplete`,
  "not answering": () => t`not answering`,
};

const colours: Record<ScenarioStateWord, "green" | "gray" | "red"> = {
  up: "green",
  ready: "green",
  absent: "gray",
  stopped: "red",
  incomplete: "red",
  "not answering": "red",
};

function stateCell({ state, detail }: ScenarioStatus): string {
  return paint(colours[state], stateWords[state]()) + (detail === undefined ? "" : `: ${detail}`);
}
