// The checks of an exercise: scripts `checks/NN-name.sh`, whose head comments say what they ask and what to do when one fails.
import { join } from "node:path";
import type { Finding } from "../../definition/errors";
import type { Check } from "../../definition/scenario";
import type { Language, Text } from "../../language/language";
import { plainLine } from "../../definition/plain-text";
import { t } from "../../language/translate";
import { commandOf, shellOf } from "../../provisioning/exercise-script";
import { attempt, partNames, readPartText } from "../../provisioning/folder-parts";
import { type Refuse, refuserOf } from "./refuser";

export interface ReadChecks {
  readonly checks: readonly Check[];
  readonly findings: readonly Finding[];
}

const fileName = /^\d+-([a-z0-9]+(?:-[a-z0-9]+)*)\.sh$/;
const languages: readonly Language[] = ["ko", "en"];

/** The scripts in `checks` of an exercise's folder, in the order of their names. */
export function readChecks(folder: string, shownAs: string): ReadChecks {
  const checks: Check[] = [];
  const findings: Finding[] = [];
  const refuseIn = refuserOf(findings, shownAs);
  for (const name of attempt(() => partNames(folder, "checks"), refuseIn("checks")) ?? []) {
    const file = join("checks", name);
    const refuse = refuseIn(file);
    const id = fileName.exec(name)?.[1];
    if (id === undefined) {
      refuse(t`is not a check's name; write NN-name.sh, such as 10-answers.sh`);
      continue;
    }
    if (checks.some((check) => check.id === id)) refuse(t`is a check named ${id} too; rename one of them`);
    const text = attempt(() => readPartText(folder, file), refuse);
    if (text !== undefined) checks.push(readCheck(id, text, refuse));
  }
  return { checks, findings };
}

/** Characters of a title or a hint, which are cells of tables. */
const maxText = 500;
const headKeys = ["ko", "en", "hint.ko", "hint.en", "timeout", "standing"];

function readCheck(id: string, text: string, refuse: Refuse): Check {
  const head = new Map<string, string>();
  const lines = text.split("\n");
  const end = lines.findIndex((line) => !line.startsWith("#"));
  lines.slice(0, end < 0 ? undefined : end).forEach((line, at) => {
    const [, key, given = ""] = /^# *([a-z.]+):(.*)$/.exec(line) ?? [];
    if (key === undefined) return;
    const value = plainLine(given, maxText);
    if (!headKeys.includes(key))
      refuse(
        t`has the comment "# ${key}:", which is not one of ${headKeys.join(", ")}; a comment of another kind begins otherwise`,
        at + 1,
      );
    else if (value === "") refuse(t`has nothing after "# ${key}:"`, at + 1);
    else head.set(key, value);
  });
  if (shellOf(text) === undefined) refuse(t`must name sh or bash, which run a check`, 1, lines[0]);
  const timeout = Number(head.get("timeout") ?? 10);
  if (!Number.isInteger(timeout) || timeout < 1 || timeout > 60)
    refuse(t`has a "# timeout:" that is not 1 to 60 seconds`, 1, head.get("timeout"));
  const title = textOf(head, "");
  const hint = textOf(head, "hint.");
  if (!title) refuse(t`does not say in any language what it asks: add a line "# en: …" or "# ko: …" at its head`);
  if (!hint) refuse(t`does not say in any language what to do when it fails: add a line "# hint.en: …" or "# hint.ko: …" at its head`);
  return {
    ...{ id, timeout, says: true },
    title: title ?? { ko: id, en: id },
    hint: hint ?? { ko: "", en: "" },
    ...(head.has("standing") && { standing: true }),
    script: commandOf(text),
  };
}

/** A text in one language stands for both. */
function textOf(head: ReadonlyMap<string, string>, prefix: string): Text | undefined {
  const [one] = languages.flatMap((language) => head.get(prefix + language) ?? []);
  if (one === undefined) return undefined;
  return { ko: head.get(`${prefix}ko`) ?? one, en: head.get(`${prefix}en`) ?? one };
}
