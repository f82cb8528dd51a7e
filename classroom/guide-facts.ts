// What a student's guide is filled with: the class's options, and where things are on their host.
import { basename } from "node:path";
import { bracketed } from "../definition/address";
import type { ClassDefinition } from "../definition/class-definition";
import type { ScenarioUse } from "../definition/scenario";
import { isThisMachine } from "../definition/targets";
import { word } from "../provisioning/shell";
import type { Scenario } from "../stacks/scenarios/scenario";
import { scenarios } from "../stacks/scenarios";
import type { GuideFacts } from "../stacks/scenarios/guide-text";
import type { Workspace } from "../workspace/workspace";
import { asCalled } from "../language/called";
import { labsFolder } from "./labs-folder";

/** Facts of one student for one scenario's guide; `address` is where their published ports are reached. */
export function guideFacts(
  { definition, workspace }: { definition: ClassDefinition; workspace: Workspace },
  { student, address, use }: { student: string; address: string; use: ScenarioUse<Scenario> },
): GuideFacts {
  const local = isThisMachine(definition.target);
  const reached = bracketed(address);
  const [data] = use.spec.exercise?.data ?? [];
  const others = scenarios.flatMap(({ name, options }) => {
    const used = definition.scenarios.find(({ spec }) => spec.name === name);
    return optionValues(used?.options ?? options.parse({}), `${name}.`);
  });
  return {
    values: Object.fromEntries([
      ...others,
      ...(use.spec.facts ? Object.entries(use.spec.facts(use.options)) : optionValues(use.options)),
      ["student", student],
      ["address", reached],
      // ports of a host are published on all its addresses, those of this machine on one
      ["self", local ? reached : "localhost"],
      // the same questions that the instructor's lab check asks
      ["check", local ? asCalled(`npx lab check --scenario ${use.spec.name}`) : `lab-check ${use.spec.name}`],
      ["labs", labsFolder(definition, workspace)],
      ...(data === undefined ? [] : [["data", word(local ? `${workspace.dataFolder}/${basename(data)}` : data)] as const]),
    ]),
    running: new Set(definition.scenarios.filter(({ state }) => state === "running").map(({ spec }) => spec.name)),
  };
}

function optionValues(options: unknown, prefix = ""): [string, string][] {
  return Object.entries(options as object).map(([name, value]) => [prefix + name, String(value)]);
}
