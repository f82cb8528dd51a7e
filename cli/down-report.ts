// What `lab down` says at its end: what is gone, what was kept, what still stands and what to do about it.
import { existsSync, readdirSync } from "node:fs";
import { amount } from "../language/counted";
import { equalFailures, type NamedFailure } from "../definition/equal-failures";
import { FailedError } from "../definition/errors";
import { type Removal, thingInWords } from "../deploy/removal";
import type { ClassRemoval } from "../deploy/remove-class";
import { t } from "../language/translate";
import type { Thing } from "../provisioning/removal";
import type { Workspace } from "../workspace/workspace";
import { exitCode } from "./exit-codes";
import { paint, result, say, sayFailure, table } from "./output";
import { standingTable } from "./standing-table";

interface ReportOptions {
  readonly purge: boolean;
  /** The only students concerned. @default the whole class */
  readonly students: readonly string[] | undefined;
  readonly json: boolean;
}

/** @throws FailedError where something still stands. */
export function reportDown(gone: readonly ClassRemoval[], { purge, students, json }: ReportOptions): number {
  const removals = gone.flatMap((one) => one.removals);
  const onClouds = gone.flatMap((one) => one.ended);
  const ended = onClouds.flatMap((one) => one.removals);
  const standing = removals.filter(({ failure }) => failure !== undefined);
  const things = onClouds
    .map(({ cloud, removals: own }) => ({ cloud, left: own.flatMap((region) => region.standing) }))
    .filter(({ left }) => left.length > 0);
  const failures = ended.flatMap((region) => region.failures);
  const cost = gone.flatMap((one) => one.costs).join(" ");
  const name = gone[0]?.known.name ?? "";
  if (json) result(JSON.stringify({ class: name, removals: removals.map(inJson), regions: ended, ...(cost !== "" && { cost }) }, null, 2));
  for (const removal of removals) sayWhatStays(removal);
  const seen = removals.filter(({ failure, forgotten, neverReady }) => !failure && !forgotten && !neverReady);
  const data = [...new Set(seen.flatMap((removal) => removal.data))];
  if (!purge && data.length > 0) say(t`Data of containers is kept in ${data.join(", ")}; npx lab down --purge removes it.`);
  failures.forEach(sayFailure);
  if (standing.length === 0 && things.length === 0 && failures.length === 0) {
    if (purge && students === undefined) for (const { known } of gone) sayKeptFiles(known.workspace);
    if (!json) result(paint("green", `${whatIsDown(gone, students)}${cost === "" ? "" : ` ${cost}`}`));
    return exitCode.ok;
  }
  if (!json && standing.length > 0)
    result(
      table(
        [t`student`, t`still stands`, t`what to do`],
        equalFailures(standing.flatMap(namedFailure), "students").map(({ names, message, next = "" }) => [names, message, next]),
      ),
    );
  if (!json) for (const { cloud, left } of things) result(standingTable(left, cloud.kindInWords));
  throw new FailedError(
    [
      ...standingLabs(standing, removals.filter(({ neverReady }) => !neverReady).length),
      ...things.map(({ cloud, left }) => standingThings(left.length, name, cloud.name)),
      ...(failures.length > 0 ? [t`not all of it could be ended`] : []),
    ].join("; "),
    [t`What is known of them is kept: npx lab down tries again`, ...goneForGood(standing)].join(". "),
  );
}

/** --purge removes the data, but not the rest of the class's folder. */
function sayKeptFiles({ folder }: Workspace): void {
  // the lock is this command's own
  const kept = existsSync(folder) ? readdirSync(folder).filter((name) => !["lock.json", "guard"].includes(name)) : [];
  if (kept.length > 0)
    say(
      t`Kept in ${folder}: ${kept.sort().join(", ")} (docs/hand-over.md says what each is). Remove the folder when the class does not come back.`,
    );
}

/** Programs read a thing as one text. */
function inJson(removal: Removal): object {
  const words = (became: "removed" | "freed" | "left" | "kept") => removal[became].map(thingInWords);
  return { ...removal, removed: words("removed"), freed: words("freed"), left: words("left"), kept: words("kept") };
}

function namedFailure({ student, address, failure }: Removal): NamedFailure[] {
  return failure ? [{ name: student, ...(address !== undefined && { address }), ...failure }] : [];
}

function sayWhatStays({ student, freed, kept, neverReady, interrupted }: Removal): void {
  if (freed.length > 0) say(t`${student}: taken off the lab's network, otherwise untouched: ${namesOf(freed)}`);
  if (kept.length > 0)
    say(t`${student}: kept, because nothing says that they were made for the lab: ${namesOf(kept)}. docker rmi removes them`);
  if (neverReady && !interrupted)
    say(t`${student}: their machine does not answer, and was never ready for a lab: nothing was made there, and it is forgotten`);
}

function namesOf(things: readonly Thing[]): string {
  return things.map(({ name }) => name).join(", ");
}

function goneForGood(standing: readonly Removal[]): string[] {
  const unseen = standing.filter((removal) => removal.unseen).map(({ student }) => student);
  return unseen.length === 0 ? [] : [t`Of a machine that is gone for good: npx lab down --forget ${unseen.join(",")}`];
}

function standingLabs(standing: readonly Removal[], all: number): string[] {
  if (standing.length === 0) return [];
  if (standing.length === 1) return [t`The lab of ${standing[0]?.student ?? ""} still stands`];
  return [t`${standing.length} of ${amount(all, "lab")} still stand`];
}

function standingThings(count: number, className: string, cloud: string): string {
  return count === 1
    ? t`1 thing of class ${className} still stands in ${cloud}`
    : t`${count} things of class ${className} still stand in ${cloud}`;
}

/** What was forgotten is not down: nobody has seen it gone. */
function whatIsDown(gone: readonly ClassRemoval[], meant: readonly string[] | undefined): string {
  const left = [...new Set(gone.flatMap(({ removals }) => removals.filter((removal) => removal.forgotten).map(({ student }) => student)))];
  const forgotten = left.length === 0 ? [] : [t`Forgotten, and nobody has seen it gone: the lab of ${left.join(", ")}.`];
  const students = [...new Set(meant)].filter((student) => !left.includes(student));
  if (meant !== undefined && students.length === 0) return forgotten.join("");
  const down = meant === undefined ? downClasses(gone.map(({ known }) => known.name)) : downLabs(students);
  return [down, ...forgotten].join(" ");
}

function downClasses(names: readonly string[]): string {
  return names.length === 1 ? t`Class ${names[0] ?? ""} is down.` : t`Classes ${names.join(", ")} are down.`;
}

function downLabs(students: readonly string[]): string {
  return students.length === 1 ? t`The lab of ${students[0] ?? ""} is down.` : t`The labs of ${students.join(", ")} are down.`;
}
