// What the stacks of a class have in common.
import { LocalBackend, TerraformOutput, TerraformStack, TerraformVariable, Testing } from "cdktf";
import { labStackId } from "../../definition/names";
import { LabStack } from "../../stacks/lab-stack";
import { classOf } from "../lab-yaml";

test("a reference from another stack to a class's is refused, as its output would be missing", () => {
  const app = Testing.app();
  const definition = classOf("name: c\nscenarios: [nginx]\n");
  const lab = new LabStack(app, labStackId("kim"), { definition, student: "kim", engine: {}, stateFolder: "state" });
  const other = new TerraformStack(app, "other");
  new LocalBackend(other, {});
  const { stringValue } = new TerraformVariable(lab, "given", { type: "string" });
  new TerraformOutput(other, "referring", { value: stringValue });
  expect(() => {
    app.synth();
  }).toThrow("var.given is of the stack lab-kim, and stacks of a class do not refer to each other");
});
