// What of classes still stands on a cloud, as a table.
import { plainLine } from "../definition/plain-text";
import type { Cloud, StandingThing } from "../deploy/targets/cloud";
import { t } from "../language/translate";
import { table } from "./output";

export function standingTable(left: readonly StandingThing[], kindInWords: Cloud["kindInWords"]): string {
  return table(
    [t`class`, t`region`, t`kind`, "id", t`what`],
    left.map(({ className, region, kind, id, detail }) =>
      [className, region, kindInWords(kind), id, detail].map((text) => plainLine(text)),
    ),
  );
}
