// `lab status`: what runs, from the Engines themselves.
import pLimit from "p-limit";
import { hostsAtOnce } from "../../definition/limits";
import type { HostState } from "../../deploy/host-states";
import type { Spending } from "../../deploy/spending";
import { targetOf } from "../../deploy/targets";
import { type Host, succeeded } from "../../engine/host";
import { isWell, labStatus, type LabStatus } from "../../engine/status";
import { type LastLogin, lastLoginScript, readLastLogin } from "../../provisioning/last-login";
import { type CliContext, exitCode } from "../context";
import { hostTable } from "../host-table";
import { result, say } from "../output";
import { statusTable } from "../status-table";

export async function status(context: CliContext): Promise<number> {
  const { chosen, definition, workspace, signal } = context;
  const target = targetOf(definition, workspace);
  const hosts = await target.hosts();
  const limit = pLimit(hostsAtOnce);
  const labs = await Promise.all(
    chosen.students.map(({ name }) =>
      limit(async (): Promise<LabStatus> => {
        const host = hosts.find(({ student }) => student === name);
        if (host) {
          const [lab, login] = await Promise.all([labStatus(host, chosen, { signal }), lastLogin(host, definition.name, signal)]);
          return { ...lab, ...(login && { lastLogin: login }) };
        }
        const { message, next } = (await target.absent(name)) ?? { message: "has no host", next: "npx lab up makes it" };
        return { student: name, address: "-", error: message, ...(next !== undefined && { next }), scenarios: [] };
      }),
    ),
  );
  writeStatus(context, labs, await inEc2(context));
  return labs.every(isWell) ? exitCode.ok : exitCode.failed;
}

interface InEc2 {
  readonly hosts: readonly HostState[];
  readonly cost: Spending;
}

/** The hosts of a class on EC2 and what they cost. */
async function inEc2({ definition, workspace }: CliContext): Promise<InEc2 | undefined> {
  if (definition.target.kind !== "aws") return undefined;
  const { hostStates } = await import("../../deploy/host-states");
  return hostStates({ definition, workspace }, definition.target);
}

/** @param ec2 The hosts of a class on EC2. By default they are not shown. */
export function writeStatus({ definition, output }: CliContext, labs: readonly LabStatus[], ec2?: InEc2): void {
  if (output === "json") {
    const { usd, perHour, hostHours, source } = ec2?.cost ?? {};
    result(
      JSON.stringify(
        { class: definition.name, labs, ...(ec2 && { hosts: ec2.hosts, cost: { usd, perHour, hostHours, source } }) },
        null,
        2,
      ),
    );
    return;
  }
  if (ec2) result(`${hostTable(ec2.hosts, ec2.cost, definition.end)}\n`);
  result(
    statusTable(
      labs,
      definition.scenarios.map(({ spec }) => spec.name),
    ),
  );
  const strangers = labs.filter(({ lastLogin: login }) => login?.kind === "never").map(({ student }) => student);
  if (strangers.length > 0) say(`Never logged in: ${strangers.join(", ")}`);
  for (const { names, error, next } of byError(labs)) say(`${names}: ${error}${next === "" ? "" : `\n  ${next}`}`);
}

/** When a student logged in last; undefined on this machine, and where the host does not answer. */
async function lastLogin(host: Host, className: string, signal: AbortSignal): Promise<LastLogin | undefined> {
  if (!host.login) return undefined;
  const answer = await host.run(lastLoginScript(className), { timeout: 20, maxBytes: 64_000, signal });
  return succeeded(answer) ? readLastLogin(answer.stdout) : undefined;
}

/** Names of one line. */
const maxNames = 10;

/** Equal errors of many students are one line with their count and names; what differs in each is put in words. */
export function byError(labs: readonly LabStatus[]): { names: string; error: string; next: string }[] {
  const groups = new Map<string, { students: string[]; own: { error: string; next: string }; shared: { error: string; next: string } }>();
  for (const { student, address, error, next = "" } of labs) {
    if (error === undefined) continue;
    const general = (text: string) => withoutWord(withoutWord(text, address, "ADDRESS"), student, "STUDENT");
    const shared = { error: general(error), next: general(next) };
    const key = `${shared.error}\n${shared.next}`;
    const group = groups.get(key);
    if (group) group.students.push(student);
    else groups.set(key, { students: [student], own: { error, next }, shared });
  }
  return [...groups.values()].map(({ students, own, shared }) => {
    const [only = ""] = students;
    if (students.length === 1) return { names: only, ...own };
    const more = students.length > maxNames ? ` and ${students.length - maxNames} more` : "";
    return { names: `${students.length} students (${students.slice(0, maxNames).join(", ")}${more})`, ...shared };
  });
}

function withoutWord(text: string, word: string, substitute: string): string {
  const literal = word.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
  return text.replace(new RegExp(`(?<![\\w.-])${literal}(?![\\w-]|\\.\\w)`, "g"), substitute);
}
