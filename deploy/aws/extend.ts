// `lab extend`: moves the end of hosts that run, spares too, in all places where it is kept: on the host, in its tag, in the schedule that
// is its backstop, and in the folder, for hosts that are made later.
import pLimit from "p-limit";
import { moveBackstop } from "../../aws/backstop";
import { worstCredits } from "../../aws/cpu-credits";
import { tagEnd } from "../../aws/end-tag";
import { type ClassInstance, classInstances } from "../../aws/instances";
import type { AwsTarget } from "../../definition/class-definition";
import { FailedError, InputError } from "../../definition/errors";
import { endOfTag } from "../../definition/end";
import { hostsAtOnce } from "../../definition/limits";
import { ubuntuUser } from "../../definition/pins";
import { plainLine } from "../../definition/plain-text";
import { hostOf } from "../../definition/seats";
import { failureOf, sshHost, succeeded } from "../../engine/host";
import { t } from "../../language/translate";
import { extendScript, momentIn } from "../../provisioning/end-of-life";
import { noteExtension } from "../../workspace/extension";
import { readSeats } from "../../workspace/seats";
import { writeSshConfig } from "../../workspace/ssh";
import type { Session } from "../session";
import { spending } from "./spending";

/** What became of one host's end. */
export interface Extended {
  /** A student's name, or a spare's. */
  readonly host: string;
  /** @default it was not moved */
  readonly ends?: Date;
  /** Why it was not moved, or not everywhere. @default it was moved everywhere */
  readonly failure?: string;
}

const hour = 3_600_000;

/**
 * Moves the end of the chosen students' hosts, and of the spares where all are meant; in the order of their launch.
 * @throws InputError for a class without an end; FailedError where the budget is not enough, or nothing runs. Nothing was moved then.
 */
export async function extendHosts(session: Session, target: AwsTarget, hours: number): Promise<Extended[]> {
  const { definition, chosen, workspace } = session;
  const { end } = definition;
  if (!end)
    throw new InputError(t`The class has no end: its hosts run until npx lab down`, t`Set ends or lifetime in lab.yaml for new hosts`);
  const seats = readSeats(definition, workspace);
  const meant = new Set(chosen.students.map(({ name }) => hostOf(name, seats)));
  const listed = await classInstances(target.region, definition.name);
  const all = listed.filter(({ state }) => state === "running");
  const instances = chosen.students.length === definition.students.length ? all : all.filter(({ host }) => meant.has(host));
  if (instances.length === 0)
    throw new FailedError(t`No host of class ${definition.name} runs in ${target.region}`, t`npx lab status says what there is`);
  await refuseOverBudget(session, target, { listed, all, extended: instances, hours });
  const limit = pLimit(hostsAtOnce);
  const extended = await Promise.all(instances.map((instance) => limit(() => extendOne(instance, session, target, hours))));
  const ends = extended.flatMap((one) => (one.ends ? [one.ends.getTime()] : []));
  if (ends.length > 0) noteExtension(end, workspace, new Date(Math.max(...ends)));
  return extended;
}

async function extendOne(
  instance: ClassInstance,
  { definition, workspace, signal }: Session,
  target: AwsTarget,
  hours: number,
): Promise<Extended> {
  const { host, id, address } = instance;
  if (address === undefined) return { host, failure: t`it has no address` };
  const config = writeSshConfig(workspace, { machines: [], makesHosts: true });
  const answer = await sshHost(host, { address, user: ubuntuUser, port: 22, hostKeyAlias: id }, config).run(extendScript(hours), {
    timeout: 30,
    signal,
  });
  if (!succeeded(answer)) return { host, failure: failureOf(answer) };
  const ends = momentIn(answer.stdout);
  if (!ends) return { host, failure: t`it did not say its new end: ${plainLine(answer.stdout)}` };
  try {
    await tagEnd(target.region, id, ends);
    if (target.backstop && !(await moveBackstop(target.region, definition.name, host, ends)))
      return { host, ends, failure: t`it has no schedule outside it as a backstop; npx lab up makes one` };
    return { host, ends };
  } catch (error) {
    return { host, ends, failure: t`its own timer was moved, but not everything else: ${(error as Error).message}` };
  }
}

interface Extension {
  readonly listed: readonly ClassInstance[];
  /** Hosts that run. */
  readonly all: readonly ClassInstance[];
  /** Those whose end is to be moved. */
  readonly extended: readonly ClassInstance[];
  readonly hours: number;
}

async function refuseOverBudget({ definition, workspace }: Session, target: AwsTarget, extension: Extension): Promise<void> {
  const { budgetUsd, end } = definition;
  if (budgetUsd === undefined) return;
  const { listed, all, extended, hours } = extension;
  const { usd, perHour } = await spending({
    ...{ workspace, listed, asked: [target.region], diskGb: target.diskGb, usual: target },
    ...(end && { end }),
  });
  if (usd === undefined || perHour === undefined)
    throw new FailedError(
      t`budget is ${budgetUsd.toFixed(2)} USD, and what the hosts cost is not known`,
      t`Remove the budget from lab.yaml to extend them`,
    );
  const each = perHour / Math.max(1, all.length);
  const costs = all.map((instance) => {
    const now = Date.now();
    const until = Math.max(now, endOfTag(instance.endTag, instance.launched)?.getTime() ?? now);
    const left = (until - now) / hour + (extended.includes(instance) ? hours : 0);
    return left * (each + (worstCredits({ instanceType: instance.type, credits: target.credits }) ?? 0));
  });
  const total = usd + costs.reduce((sum, one) => sum + one, 0);
  if (total > budgetUsd)
    throw new FailedError(
      t`budget is ${budgetUsd.toFixed(2)} USD, and the class would cost up to ${total.toFixed(2)} USD until its new end (${usd.toFixed(2)} so far)`,
      t`Extend it by less, end hosts that nobody needs (npx lab down --on NAME), or raise the budget`,
    );
}
