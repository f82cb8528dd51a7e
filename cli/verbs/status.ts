// `lab status`: what runs, from the Engines themselves.
import pLimit from "p-limit";
import { equalFailures } from "../../definition/equal-failures";
import { hostsAtOnce } from "../../definition/limits";
import type { HostState, Spending } from "../../deploy/targets/host-state";
import type { Failure } from "../../deploy/session";
import { leavingLines, leavingNote } from "../../deploy/leaving";
import { targetOf } from "../../deploy/targets";
import { type Host, succeeded } from "../../engine/host";
import { isWell, labStatus, type LabStatus } from "../../engine/status";
import { noHost } from "../../engine/student-host";
import { t } from "../../language/translate";
import type { FullDisk } from "../../provisioning/full-disks";
import { hostLookScript, readHostLook } from "../../provisioning/host-look";
import { damagedFiles, deployed } from "../../workspace/deployed";
import { type ChangeUnderWay, changeUnderWay, underWayText } from "../../workspace/lock";
import { type CliContext, exitCode } from "../context";
import { hostTable } from "../host-table";
import { result, say, sayFailure } from "../output";
import { statusTable } from "../status-table";

export async function status(context: CliContext): Promise<number> {
  const { chosen, definition, workspace, signal } = context;
  for (const { path, fix } of damagedFiles(workspace)) sayFailure({ message: t`${path} is damaged`, next: fix });
  const target = targetOf(definition, workspace);
  const hosts = await target.hosts();
  const limit = pLimit(hostsAtOnce);
  const { labs: recorded } = deployed(workspace).record;
  const asked = Promise.all(
    chosen.students.map(({ name }) =>
      limit(async (): Promise<LabStatus> => {
        const host = hosts.find(({ student }) => student === name);
        if (host) {
          const isDeployed = recorded.some(({ student }) => student === name);
          const [lab, seen] = await Promise.all([labStatus(host, chosen, { signal, isDeployed }), look(host, definition.name, signal)]);
          return { ...lab, ...seen };
        }
        const { message, next } = (await target.absent(name)) ?? noHost();
        return { student: name, address: "-", error: message, ...(next !== undefined && { next }), scenarios: [] };
      }),
    ),
  );
  const underWay = changeUnderWay(workspace);
  if (underWay) say(underWayText(underWay));
  const [labs, leaving, ec2] = await Promise.all([asked, leavingLines(context, target), target.hostStates?.()]);
  writeStatus(context, labs, { ...ec2, leaving, ...(underWay && { underWay }) });
  if (context.output === "table" && leaving.length > 0) say(leavingNote(leaving));
  return labs.every(isWell) ? exitCode.ok : exitCode.failed;
}

/** What is shown about a class besides its labs. */
interface Beside {
  /** The hosts of a class on EC2, and what they cost. @default they are not shown */
  readonly hosts?: readonly HostState[];
  /** @default it is not shown */
  readonly cost?: Spending;
  /** What lab.yaml no longer has. @default it is not shown */
  readonly leaving?: readonly string[];
  /** A command that is not done with the class. @default none is known of */
  readonly underWay?: ChangeUnderWay;
}

export function writeStatus({ definition, output }: CliContext, labs: readonly LabStatus[], beside: Beside = {}): void {
  const { hosts, cost, leaving, underWay } = beside;
  if (output === "json") {
    const { usd, perHour, hostHours, source } = cost ?? {};
    const ec2 = hosts && { hosts, cost: { usd, perHour, hostHours, source } };
    result(JSON.stringify({ class: definition.name, labs, ...ec2, ...(leaving && { leaving }), ...(underWay && { underWay }) }, null, 2));
    return;
  }
  if (hosts && cost) result(`${hostTable(hosts, cost, definition.end)}\n`);
  result(
    statusTable(
      labs,
      definition.scenarios.map(({ spec }) => spec.name),
    ),
  );
  const isThere = ({ error, scenarios }: LabStatus) => error === undefined && scenarios.some(({ state }) => state !== "absent");
  const strangers = labs.filter((lab) => lab.lastLogin?.kind === "never" && isThere(lab)).map(({ student }) => student);
  if (strangers.length > 0) say(t`Never logged in: ${strangers.join(", ")}`);
  // what is not there yet may be on its way
  const later = underWay && t`Ask again once lab ${underWay.verb} has ended`;
  const failures = labs.flatMap(({ student, address, error, next: advice, fullDisks = [] }) => {
    const next = later ?? advice;
    const broken = error === undefined ? [] : [{ name: student, address, message: error, ...(next !== undefined && { next }) }];
    return [...broken, ...fullDisks.map((disk) => ({ name: student, address, ...fullDiskFailure(disk) }))];
  });
  for (const { names, message, ...failure } of equalFailures(failures, "students"))
    sayFailure({ ...failure, message: `${names}: ${message}` });
}

function fullDiskFailure({ folder, free }: FullDisk): Failure {
  return {
    message: free === 0 ? t`the disk of ${folder} is full` : t`the disk of ${folder} is full, or takes no more files: ${free} MB free`,
    next: t`See what fills it: npx lab exec -- 'df -h; df -i; du -xsh ~/labs/* | sort -h'`,
  };
}

/** What only a host itself knows besides its Engine; nothing of this machine, and where the host does not answer. */
async function look(host: Host, className: string, signal: AbortSignal): Promise<Pick<LabStatus, "lastLogin" | "fullDisks">> {
  if (!host.login) return {};
  const answer = await host.run(hostLookScript(className), { timeout: 20, maxBytes: 64_000, signal });
  if (!succeeded(answer)) return {};
  const { lastLogin, fullDisks } = readHostLook(answer.stdout);
  return { lastLogin, ...(fullDisks.length > 0 && { fullDisks }) };
}
