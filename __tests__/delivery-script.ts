// The whole delivery for a host that has none of its parts, as the gate puts it together on the instructor's machine.
import { deliveryBegin, deliveryEnd, type DeliveryPart } from "../provisioning/exercise-files";

export function deliveryScript(parts: readonly DeliveryPart[]): string {
  return [deliveryBegin, ...parts.map(({ text }) => text), deliveryEnd].join("");
}
