// Rules over a class whose hosts exist already: it cannot have settings of hosts that the class makes.
import { t } from "../../language/translate";
import type { ClassDefinition } from "../class-definition";
import type { Finding } from "../errors";

/** An end and a budget are for hosts that the class makes, and so is a change of their sshd. */
export function existingRules({ target, end, budgetUsd, login }: ClassDefinition): Finding[] {
  const findings: Finding[] = [];
  if (end !== undefined)
    findings.push({
      path: ["ends" in end ? "ends" : "lifetime"],
      message: t`is for target aws only: machines that the class did not create are never switched off; remove it`,
    });
  if (budgetUsd !== undefined)
    findings.push({ path: ["budget"], message: t`is for target aws only: target ${target.kind} costs nothing; remove it` });
  if (login === "password")
    findings.push({
      path: ["login"],
      message: t`is for target aws only: machines that the class did not create keep the settings of their sshd; remove it`,
    });
  return findings;
}
