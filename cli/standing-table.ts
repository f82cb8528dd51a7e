// What of classes still stands in AWS, as a table.
import type { StandingResource } from "../aws/kinds";
import { plainLine } from "../definition/plain-text";
import { table } from "./output";

export function standingTable(left: readonly StandingResource[]): string {
  return table(
    ["class", "region", "kind", "id", "what"],
    left.map(({ className, region, kind, id, detail }) => [className, region, kind, id, detail].map((text) => plainLine(text))),
  );
}
