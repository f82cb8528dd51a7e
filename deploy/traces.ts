// What a scenario and its exercise leave on a student's Engine: what `lab reset` looks for.
import { basename } from "node:path";
import { isThisMachine } from "../definition/targets";
import type { ScenarioUse } from "../definition/scenario";
import { exerciseFiles } from "../stacks/scenarios/exercise-files";
import type { Exercise, LabClass, Scenario } from "../stacks/scenarios/scenario";
import type { Host } from "../engine/host";
import type { Traces } from "../provisioning/reset";
import type { Workspace } from "../workspace/workspace";

/**
 * The traces of some scenarios of a class. What another scenario of the class declares belongs to that one: a reset of `processes`
 * leaves the container `nginx` alone where the class has the scenario `nginx`, and one of `volumes` leaves wordpress' data.
 */
export function tracesOf(
  chosen: readonly ScenarioUse<Scenario>[],
  { definition, workspace }: { definition: LabClass; workspace: Workspace },
): Traces {
  const local = isThisMachine(definition.target);
  const others = definition.scenarios.filter((use) => !chosen.includes(use));
  const declared = (uses: readonly ScenarioUse<Scenario>[], kind: "containers" | "networks" | "builds" | "images") =>
    uses.flatMap(({ spec, options }) => spec.uses(options)[kind]);
  const exercise = (uses: readonly ScenarioUse<Scenario>[], kind: keyof Exercise) =>
    uses.flatMap(({ spec }) => spec.exercise?.[kind] ?? []);
  const own = (names: readonly string[], foreign: readonly string[]) => [...new Set(names)].filter((name) => !foreign.includes(name));
  const otherOwners = others.filter(({ spec, options }) => spec.uses(options).containers.length > 0);
  return {
    scenarios: chosen.map(({ spec }) => spec.name),
    containers: own([...declared(chosen, "containers"), ...exercise(chosen, "containers")], declared(others, "containers")),
    networks: own([...declared(chosen, "networks"), ...exercise(chosen, "networks")], declared(others, "networks")),
    images: own([...declared(chosen, "builds"), ...exercise(chosen, "images")], declared(others, "builds")),
    projects: exercise(chosen, "projects"),
    data: own(exercise(chosen, "data"), exercise(otherOwners, "data")).map((path) =>
      local ? `${workspace.dataFolder}/${basename(path)}` : path,
    ),
    files: exerciseFiles(chosen),
    ...(local && { labsFolder: workspace.exerciseFolder }),
    ports: chosen.flatMap(({ spec, options }) => spec.uses(options).hostPorts.map(({ port }) => port)),
    foreign: [...new Set(declared(others, "containers"))],
    helpers: [...new Set(declared(chosen, "images"))],
  };
}

/**
 * What on an Engine is a student's lab or their exercises: on this machine, where the rest is somebody else's. Undefined for a host of
 * the student's own, where everything is theirs.
 */
export function ownOn({ login }: Host, context: { definition: LabClass; workspace: Workspace }): Traces | undefined {
  // what holds a port of the lab need not belong to the lab
  return login ? undefined : { ...tracesOf(context.definition.scenarios, context), ports: [] };
}
