// Names and states of prerequisites as a person reads them; in JSON they are English, as programs read them.
import { t } from "../language/translate";
import type { Prerequisite } from "./prerequisites";

export const stateWords: Record<Prerequisite["state"], () => string> = {
  ok: () => t`ok`,
  warning: () => t`warning`,
  missing: () => t`missing`,
};

/** Names that differ by language; the others are the same in all. */
const titles: ReadonlyMap<string, () => string> = new Map([
  ["Disk", () => t`Disk`],
  ["Networks", () => t`Networks`],
  ["Host ports", () => t`Host ports`],
  ["Class files", () => t`Class files`],
  ["AWS account", () => t`AWS account`],
  ["AWS region", () => t`AWS region`],
  ["vCPU quota", () => t`vCPU quota`],
]);

export function titleOf({ name }: Pick<Prerequisite, "name">): string {
  return titles.get(name)?.() ?? name;
}
