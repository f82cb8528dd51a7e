// docker-class-lab/scenario: what you need to write your own scenario.
export { strict } from "../definition/findings";
export type { Check, Endpoint, HostPort, ScenarioUses } from "../definition/scenario";
export type { Text } from "../language/language";
export { imageReference, port } from "../definition/fields";
export { images, ports } from "../definition/pins";
export {
  exists,
  ofImage,
  ownLog,
  publishing,
  readAnswer,
  request,
  select,
  sourceOf,
  valueIsIn,
  type Where,
} from "../provisioning/engine-facts";
export { LabContainer, type LabContainerProps } from "../stacks/scenarios/lab-container";
export { type Lab, labelList } from "../stacks/scenarios/lab";
export { type Exercise, type Scenario, scenario } from "../stacks/scenarios/scenario";
