// Before a plan: Terraform's state is reconciled with what EC2 lists of the class, so that nothing is made twice. The person is asked
// before anything ends or starts, and learns what it costs.
import { backstopOf } from "../../aws/backstop";
import { endInstances } from "../../aws/ending";
import { type ClassInstance, classInstances, isAlive } from "../../aws/instances";
import { keyOf, keyPairInEc2 } from "../../aws/key-pair";
import { classNetworks } from "../../aws/network";
import { startInstances } from "../../aws/starting";
import { hourlyPrice } from "../../aws/cost";
import { hostPrice } from "../../aws/prices";
import type { AwsTarget } from "../../definition/class-definition";
import { counted } from "../../language/counted";
import { FailedError, InputError } from "../../definition/errors";
import { awsName, ec2HostType } from "../../definition/names";
import { plain } from "../../definition/plain-text";
import { hostNames, type Seats } from "../../definition/seats";
import { t } from "../../language/translate";
import { Host } from "../../stacks/hosts/host";
import { hostOfAddress } from "../../definition/host-ids";
import { classPaths, endPolicyName } from "../../stacks/hosts/paths";
import type { Outcome, TerraformRun } from "../../terraform/run";
import { readSeats } from "../../workspace/seats";
import { classPublicKey } from "../../workspace/ssh";
import type { Workspace } from "../../workspace/workspace";
import { compare, type Comparison, type Unusable } from "./compare";
import { type Session, valueOf } from "../session";
import { refuseFailed } from "../terraform-failed";

/**
 * @param meant Hosts that are meant, by name; the others are neither asked about nor changed. By default all of the class.
 * @throws InputError where the person does not agree; FailedError where something could not be done. Nothing was made then.
 */
export async function reconcile(session: Session, target: AwsTarget, run: TerraformRun, meant?: readonly string[]): Promise<void> {
  const seats = session.seats ?? readSeats(session.definition, session.workspace);
  run.takeIn([]);
  const { comparison, stateAddresses, keyInEc2 } = await look(session, target, run, { seats, meant });
  await endUnusable(session, target, comparison.end);
  await startStopped(session, target, comparison.stopped);
  await agreeToTakeIn(session, target, comparison.takeIn);
  refuse(await run.forget(comparison.forget), session);
  if (comparison.untaint.length > 0) {
    refuse(await run.untaint(comparison.untaint), session);
    session.reporter.note(
      t`Creation was interrupted, but the host exists: ${comparison.untaint.map((address) => hostOfAddress(address) ?? address).join(", ")}. It is checked, not recreated.`,
    );
  }
  const known = new Set(stateAddresses.filter((address) => !comparison.forget.includes(address)));
  const parts = [
    ...comparison.network.map(({ path, id }) => ({ to: run.addressOf(path), id })),
    ...comparison.takeIn.map(({ host, id }) => ({ to: Host.addressOf(host), id })),
    ...(target.backstop ? await backstopParts(target.region, session.definition.name, run, meant) : []),
    ...(keyInEc2 ? [{ to: run.addressOf(classPaths.key), id: awsName(session.definition.name) }] : []),
  ];
  run.takeIn(parts.flatMap(({ to, id }) => (to === undefined || known.has(to) ? [] : [{ to, id }])));
}

async function backstopParts(
  region: string,
  className: string,
  run: TerraformRun,
  meant: readonly string[] | undefined,
): Promise<{ to: string | undefined; id: string }[]> {
  const { group, role, schedules: all } = await backstopOf(region, className);
  const schedules = all.filter((host) => meant?.includes(host) !== false);
  return [
    ...(group === undefined ? [] : [{ to: run.addressOf(classPaths.scheduleGroup), id: group }]),
    ...(role === undefined ? [] : [{ to: run.addressOf(classPaths.role), id: role }]),
    ...(role === undefined ? [] : [{ to: run.addressOf(classPaths.policy), id: `${role}:${endPolicyName}` }]),
    ...schedules.map((name) => ({ to: run.addressOf(classPaths.schedule(name)), id: `${group ?? ""}/${name}` })),
  ];
}

interface Meant {
  readonly seats: Seats;
  /** Hosts that are meant, by name. @default all of the class */
  readonly meant: readonly string[] | undefined;
}

interface Look {
  readonly comparison: Comparison;
  readonly stateAddresses: readonly string[];
  readonly keyInEc2: boolean;
}

async function look(session: Session, { region }: AwsTarget, run: TerraformRun, { seats, meant }: Meant): Promise<Look> {
  const { definition, workspace, reporter } = session;
  const [looked] = await reporter.run([
    {
      title: t`Hosts: what EC2 has of the class`,
      work: async (): Promise<Look> => {
        const held = await run.stateResources();
        refuse(held, session);
        const ids = held.resources.flatMap(({ type, id }) => (type === ec2HostType && id !== "" ? [id] : []));
        const [instances, networks, key] = await Promise.all([
          classInstances(region, definition.name, ids),
          classNetworks(region, definition.name),
          keyPairInEc2(region, awsName(definition.name)),
        ]);
        if (key !== undefined && key !== keyOf(classPublicKey(workspace)))
          throw otherKey(definition.name, workspace, instances.filter(isAlive));
        const comparison = compare({
          className: definition.name,
          hosts: hostNames(definition, seats),
          meant,
          state: held.resources,
          alive: instances.filter(isAlive),
          networks,
          addressOf: (host) => Host.addressOf(host),
        });
        return { comparison, stateAddresses: held.resources.map(({ address }) => address), keyInEc2: key !== undefined };
      },
      summary: ({ comparison }) => describe(comparison),
    },
  ]);
  return valueOf(looked);
}

/** They cannot be reached from here, and may be a colleague's: only lab down, which asks for just that, ends them. */
function otherKey(className: string, workspace: Workspace, alive: readonly ClassInstance[]): FailedError {
  const which = counted(names(alive), "host");
  const several = alive.length === 1 ? t`${which} of it is there` : t`${which} of it are there`;
  const hosts = alive.length === 0 ? t`Its network is there` : several;
  return new FailedError(
    t`Class ${className} was made in EC2 with another SSH key than ${workspace.folder}/id_ed25519: from another folder or machine, or that file was lost. ${hosts}.`,
    t`Put the key back, or work from where it was made, or give this class another name; npx lab down ends what is there`,
  );
}

function describe({ takeIn, end, stopped, untaint }: Comparison): string {
  const parts = [
    [takeIn.length, (hosts: number) => t`${hosts} not in the state`],
    [end.length, (hosts: number) => t`${hosts} unusable`],
    [stopped.length, (hosts: number) => t`${hosts} stopped`],
    [untaint.length, (hosts: number) => t`${hosts} interrupted while made`],
  ] as const;
  return parts.flatMap(([count, what]) => (count > 0 ? [what(count)] : [])).join(", ") || t`as the state has it`;
}

async function endUnusable({ reporter, signal }: Session, target: AwsTarget, unusable: readonly Unusable[]): Promise<void> {
  if (unusable.length === 0) return;
  const instances = unusable.map(({ instance }) => instance);
  reporter.note(
    t`These hosts of the class are running, and the class cannot use them:\n${unusable.map(({ instance, why }) => `  ${line(instance)}: ${why}`).join("\n")}`,
  );
  if (!(await reporter.ask(t`End ${counted(names(instances), "host")}, with all that is on them? ${await costOf(instances, target)}`)))
    throw new InputError(
      t`Nothing was changed`,
      t`Put the state back (.lab) where it is elsewhere; npx lab down ends all hosts of the class`,
    );
  const [ended] = await reporter.run([
    {
      title: t`Ending hosts`,
      work: (step) => endInstances(target.region, instances, { signal, step: (text) => step(plain(text)) }),
      summary: (failures) => (failures.length === 0 ? t`gone` : new Error(failures.join("; "))),
    },
  ]);
  const failures = valueOf(ended);
  if (failures.length > 0) throw new FailedError(failures.join("\n"), t`Nothing was made: these hosts would be there twice`);
}

async function startStopped({ reporter, signal }: Session, target: AwsTarget, stopped: readonly ClassInstance[]): Promise<void> {
  if (stopped.length === 0) return;
  const hosts = counted(names(stopped), "host");
  const cost = await costOf(stopped, target);
  const question = stopped.length === 1 ? t`${hosts} is stopped. Start? ${cost}` : t`${hosts} are stopped. Start? ${cost}`;
  if (!(await reporter.ask(question))) return;
  const [started] = await reporter.run([
    { title: t`Starting ${hosts}`, work: () => startInstances(target.region, stopped, signal), summary: () => t`running` },
  ]);
  valueOf(started);
}

async function agreeToTakeIn({ reporter, definition }: Session, target: AwsTarget, instances: readonly ClassInstance[]): Promise<void> {
  if (instances.length === 0) return;
  reporter.note(
    t`These hosts of class ${definition.name} are in EC2, and this folder's state does not know them:\n${instances.map((instance) => `  ${line(instance)}`).join("\n")}`,
  );
  const question = t`Go on with ${counted(names(instances), "host")}, as they are? ${await costOf(instances, target)}`;
  if (!(await reporter.ask(question))) throw new InputError(t`Nothing was changed`, t`npx lab down ends all hosts of the class`);
}

function line({ host, id, state, launched, type }: ClassInstance): string {
  return t`${host} (${id}, ${type}, ${state}, since ${launched.toISOString().slice(0, 16).replace("T", " ")} UTC)`;
}

function names(instances: readonly ClassInstance[]): string[] {
  return instances.map(({ host, id }) => host || id);
}

/** What hosts cost, one sentence. */
async function costOf(instances: readonly ClassInstance[], target: AwsTarget): Promise<string> {
  const { region, diskGb } = target;
  const types = [...new Set(instances.map(({ type }) => type))];
  const prices = new Map(
    await Promise.all(types.map(async (type) => [type, await hostPrice({ region, diskGb, instanceType: type })] as const)),
  );
  const amounts = instances.map(({ type, spot }) => {
    const price = prices.get(type);
    return (price && hourlyPrice(price, spot)) ?? Number.NaN;
  });
  const perHour = amounts.reduce((sum, amount) => sum + amount, 0);
  return Number.isNaN(perHour) ? t`What they cost is not known.` : t`They cost about ${perHour.toFixed(2)} USD an hour.`;
}

function refuse(outcome: Outcome, session: Session): void {
  refuseFailed(outcome, session, { next: t`Nothing was changed; npx lab up tries again` });
}
