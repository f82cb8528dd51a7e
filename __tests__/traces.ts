// What scenarios of a class leave on a student's host, for tests.
import { tracesOf } from "../deploy/traces";
import type { Traces } from "../provisioning/reset";
import { scenarios } from "../stacks/scenarios";
import { classOf, testWorkspace } from "./lab-yaml";

/** All scenarios, as lab.yaml lists them. */
export const every = `[${scenarios.map(({ name }) => name).join(", ")}]`;
/** Traces of scenarios in a class of those; of one of them, or of all. */
export const traces = (names: string, only?: string): Traces => {
  const definition = classOf(`name: c\ntarget: { hosts: { kim: "ubuntu@192.0.2.7" } }\nscenarios: ${names}\n`);
  return tracesOf(
    definition.scenarios.filter(({ spec }) => only === undefined || spec.name === only),
    { definition, workspace: testWorkspace("c") },
  );
};
