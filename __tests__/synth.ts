// Owns synthesis in tests: a stack's JSON as an object, with the questions tests ask of it.
import { TerraformResource, type TerraformStack, Testing } from "cdktf";
import { labStackId } from "../definition/names";
import type { Engine } from "../stacks/engine";
import { LabStack } from "../stacks/lab-stack";
import type { LabClass } from "../stacks/scenarios/scenario";

type Resource = Record<string, unknown>;

export class Synthesized {
  readonly json: { resource: Record<string, Record<string, Resource>>; [part: string]: unknown };

  constructor(readonly stack: TerraformStack) {
    this.text = Testing.synth(stack, true);
    this.json = JSON.parse(this.text) as Synthesized["json"];
  }

  readonly text: string;

  /** Resources of a type, by construct path without the stack and a lab's Default. */
  resources(type: string): Record<string, Resource> {
    const constructs = this.stack.node.findAll().filter((construct) => construct instanceof TerraformResource);
    const ofType = constructs.filter((construct) => construct.terraformResourceType === type);
    return Object.fromEntries(
      ofType.map((construct) => [
        construct.node.path.replace(/^[^/]+\/(?:Default\/)?/, ""),
        this.json.resource[type]?.[construct.friendlyUniqueId] ?? {},
      ]),
    );
  }

  /** The resource of a type that has a name. */
  named(type: string, name: string): Resource {
    const found = Object.values(this.resources(type)).find((resource) => resource["name"] === name);
    if (!found) throw new Error(`no ${type} is named ${name}`);
    return found;
  }
}

/** The lab of a class's first student. */
export function synthLab(definition: LabClass, engine: Engine = {}): Synthesized {
  const [student] = definition.students;
  if (!student) throw new Error("the class has no students");
  return new Synthesized(
    new LabStack(Testing.app(), labStackId(student.name), {
      definition,
      student: student.name,
      engine,
      stateFolder: "../../../.lab/docker-101/state",
    }),
  );
}
