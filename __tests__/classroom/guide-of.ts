// A scenario's guide for a student of a class that has all scenarios, in one state.
import { guideFacts } from "../../classroom/guide-facts";
import type { ScenarioState } from "../../definition/scenario";
import type { Language } from "../../language/language";
import { scenarios } from "../../stacks/scenarios";
import { fillGuide, readGuide } from "../../stacks/scenarios/guide-text";
import type { LabClass } from "../../stacks/scenarios/scenario";
import { classOf, testWorkspace } from "../lab-yaml";

/** Filled, with the marks of the tests still in it. */
export function guideOf(name: string, state: ScenarioState, language: Language): string {
  const definition = classIn(state);
  const use = definition.scenarios.find(({ spec }) => spec.name === name);
  if (!use) throw new Error(name);
  const facts = guideFacts({ definition, workspace: testWorkspace("all") }, { student: "kim", address: "192.0.2.7", use });
  return fillGuide(readGuide(use.spec, language), facts);
}

const classes = new Map<ScenarioState, LabClass>();

function classIn(state: ScenarioState): LabClass {
  const all = scenarios.map((each) => `${each.name}: { state: ${state} }`).join(", ");
  const definition = classes.get(state) ?? classOf(`name: all\ntarget: { hosts: { kim: "ubuntu@192.0.2.7" } }\nscenarios: [${all}]\n`);
  classes.set(state, definition);
  return definition;
}

/** The text before the first step: what a running lab already has. */
export function beforeFirstStep(guide: string, heading: string): string {
  return guide.slice(guide.indexOf(`${heading}\n`) + heading.length).split("\n### ")[0] ?? "";
}
