// What of classes still stands in AWS, as a table.
import type { StandingResource } from "../aws/standing";
import { plainLine } from "../definition/plain-text";
import { table } from "./output";

export function standingTable(left: readonly StandingResource[]): string {
  return table(
    ["class", "kind", "id", "what", "take it away"],
    left.map(({ className, kind, id, detail, command }) => [className, kind, id, detail, command].map((text) => plainLine(text))),
  );
}
