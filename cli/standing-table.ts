// What of classes still stands in AWS, as a table.
import { kindInWords, type StandingResource } from "../aws/kinds";
import { plainLine } from "../definition/plain-text";
import { t } from "../language/translate";
import { table } from "./output";

export function standingTable(left: readonly StandingResource[]): string {
  return table(
    [t`class`, t`region`, t`kind`, "id", t`what`],
    left.map(({ className, region, kind, id, detail }) =>
      [className, region, kindInWords(kind), id, detail].map((text) => plainLine(text)),
    ),
  );
}
