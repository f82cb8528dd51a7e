// Where lab.yaml differs from the hosts that run: what of it reaches them, and what does not.
import { classInstances, type ClassInstance, isAlive } from "../../aws/instances";
import { openedTo } from "../../aws/access";
import { volumeSizes } from "../../aws/volumes";
import type { AwsTarget, End } from "../../definition/class-definition";
import { counted } from "../../language/counted";
import { classTime, endOfTag, endText } from "../../definition/end";
import { ec2HostType } from "../../definition/names";
import { hostNames } from "../../definition/seats";
import { t } from "../../language/translate";
import { hostId } from "../../definition/host-ids";
import type { Change } from "../../terraform/run";
import { currentEnd } from "../../workspace/extension";
import { readSeats } from "../../workspace/seats";
import { myAddressOf } from "../variables";
import type { Session } from "../session";

/** Reports it, one line for each key of lab.yaml. */
export async function reportChanges(session: Session, target: AwsTarget, changes: readonly Change[]): Promise<void> {
  const { definition, workspace, reporter } = session;
  const wanted = new Set(hostNames(definition, session.seats ?? readSeats(definition, workspace)));
  const recreated = new Set(changes.filter(({ action }) => action === "replace").map(({ address }) => address));
  const running = (await classInstances(target.region, definition.name)).filter(
    (instance) => isAlive(instance) && wanted.has(instance.host) && !recreated.has(`${ec2HostType}.${hostId(instance.host)}`),
  );
  if (running.length > 0) {
    const sizes = await volumeSizes(target.region, definition.name);
    for (const line of differences(running, session, target, sizes)) reporter.note(line);
  }
  const group = changes.find(({ type, action }) => type === "aws_security_group" && action === "update");
  if (!group) return;
  const before = await openedTo(target.region, definition.name);
  const after = target.access.map((block) => (block === "me" ? (myAddressOf(workspace) ?? "me") : block));
  const [opened, closed] = [after.filter((block) => !before.includes(block)), before.filter((block) => !after.includes(block))];
  if (opened.length > 0) reporter.note(t`access: the hosts are opened to ${opened.join(", ")}.`);
  if (closed.length > 0)
    reporter.note(t`access: the hosts are closed to ${closed.join(", ")}; whoever is connected from there is cut off.`);
}

/** What the hosts keep as they were made, one line for each key. `sizes`: GB of their volumes by host. */
function differences(
  running: readonly ClassInstance[],
  { definition, workspace }: Pick<Session, "definition" | "workspace">,
  target: AwsTarget,
  sizes: ReadonlyMap<string, number>,
): string[] {
  const lines = (key: string, wanted: string, isValue: (instance: ClassInstance) => string): string[] => {
    const others = new Map<string, string[]>();
    for (const instance of running) {
      const value = isValue(instance);
      if (value !== wanted) others.set(value, [...(others.get(value) ?? []), instance.host]);
    }
    return [...others].map(([value, hosts]) => {
      const which = counted(hosts, "host");
      return hosts.length === 1
        ? t`${key} is ${wanted} in lab.yaml: ${which} stays ${value}, as they were made; npx lab replace NAME recreates one.`
        : t`${key} is ${wanted} in lab.yaml: ${which} stay ${value}, as they were made; npx lab replace NAME recreates one.`;
    });
  };
  return [
    ...lines("instanceType", target.instanceType, ({ type }) => type),
    ...lines("spot", String(target.spot), ({ spot }) => String(spot)),
    ...lines("diskGb", String(target.diskGb), ({ host }) => String(sizes.get(host) ?? target.diskGb)),
    ...endLines(running, { definition, workspace }),
  ];
}

function endLines(running: readonly ClassInstance[], { definition, workspace }: Pick<Session, "definition" | "workspace">): string[] {
  const { end } = definition;
  const now = currentEnd(end, workspace);
  // `lab extend` moved them, and lab.yaml has not changed since
  if (end && now !== end) return [];
  const wanted = end && endText(end);
  const others = running.filter(({ endTag }) => endTag !== wanted);
  if (others.length === 0) return [];
  const ends = new Map<string | undefined, string[]>();
  for (const { host, endTag, launched } of others) {
    const moment = endOfTag(endTag, launched);
    const text = moment && classTime(moment, end);
    ends.set(text, [...(ends.get(text) ?? []), host]);
  }
  const key = end && "ends" in end ? "ends" : "lifetime";
  return [...ends].map(([text, hosts]) => endLine(key, endInFile(end), text, hosts));
}

function endInFile(end: End | undefined): string {
  if (end === undefined) return t`not in lab.yaml`;
  return "ends" in end ? t`${classTime(end.ends, end)} in lab.yaml` : t`${end.lifetimeHours} hours in lab.yaml`;
}

function endLine(key: string, value: string, moment: string | undefined, hosts: readonly string[]): string {
  const which = counted(hosts, "host");
  if (moment === undefined)
    return hosts.length === 1
      ? t`${key} is ${value}: ${which} never ends, as before; npx lab extend moves that.`
      : t`${key} is ${value}: ${which} never end, as before; npx lab extend moves that.`;
  return hosts.length === 1
    ? t`${key} is ${value}: ${which} ends at ${moment}, as before; npx lab extend moves that.`
    : t`${key} is ${value}: ${which} end at ${moment}, as before; npx lab extend moves that.`;
}
