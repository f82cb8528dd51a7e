// The hosts of a class on their way up: planned, priced and agreed on, applied; one that fails never holds up the others.
import { asCalled } from "../language/called";
import { counted } from "../language/counted";
import { InputError } from "../definition/errors";
import { terraformAtOnce, throttledRounds } from "../definition/limits";
import { plainLine } from "../definition/plain-text";
import { hostType } from "../definition/targets";
import { t } from "../language/translate";
import { lastGateLine, readGateFailure } from "../stacks/hosts/gate-lines";
import { filesAddress, gateAddress, hostOfAddress, hostOfConstruct, hostOfEnd } from "../definition/host-ids";
import type { TerraformBinary } from "../terraform/binary";
import type { Diagnostic } from "../terraform/diagnostic";
import { nextStep } from "../terraform/next-step";
import { type Change, type Outcome, type SynthesizedStack, TerraformRun } from "../terraform/run";
import { pinnedKeys } from "./host-keys";
import { KeptFiles } from "./kept-files";
import { hostsProgress } from "./progress";
import { briefly, type Failure, type HostFailures, type Session, valueOf } from "./session";
import { targetsOf } from "./stack-resources";
import { cloudOf, targetOf } from "./targets";
import type { ClassTarget } from "./targets/class-target";
import { interrupted, refuseFailed } from "./terraform-failed";

export interface HostsOptions {
  readonly terraform: TerraformBinary;
  readonly stack: SynthesizedStack;
  /** Hosts that are meant, by name; the others are left out of the plan. @default all of the class */
  readonly names?: readonly string[];
  /** Hosts whose gate runs again: they passed it once, and no longer fulfil what it checks. */
  readonly broken: readonly string[];
  /** Options for `terraform plan`. @default none */
  readonly terraformOptions?: readonly string[];
  /** Called when all questions are answered and hosts are about to be changed. @default nothing is called */
  readonly onAgreed?: () => void;
}

/**
 * Brings the hosts up; those without a failure are usable.
 * @throws FailedError or InputError before anything is made: quota, budget, an end in the past, an answer of no.
 */
export async function bringUpHosts(session: Session, options: HostsOptions): Promise<HostFailures> {
  const { definition, workspace, reporter, signal } = session;
  const { onAgreed = () => undefined } = options;
  const run = new TerraformRun(options.terraform, options.stack, signal);
  const target = targetOf(definition, workspace);
  const refuse = (outcome: Outcome) =>
    refuseFailed(outcome, session, {
      explain: (first) => target.explain(first, t`The hosts`),
      next: t`Nothing was changed; npx lab up tries again`,
    });
  const planOptions = [parallelism(session, target), ...planOptionsOf(options)];
  const [initialized] = await reporter.run([{ title: t`Hosts: providers`, work: () => run.init(), summary: () => "" }]);
  refuse(valueOf(initialized));
  await target.beforePlan(session, run, options.names);
  const [planned] = await reporter.run([
    {
      title: t`Hosts: plan`,
      work: async () => {
        const plan = await run.plan(planOptions);
        refuse(plan);
        return plan.changes;
      },
      summary: (all) => describe(all, hostType(definition.target)),
    },
  ]);
  const changes = valueOf(planned);
  await agree(session, target, changes);
  onAgreed();
  if (changes.length === 0) return { byHost: new Map(), others: [] };
  const { whileMaking } = target;
  const pinned = whileMaking ? run.with(pinnedKeys) : run;
  const planAgain = async () => refuse(await run.plan(planOptions));
  let outcome = await apply(session, target, pinned, whileMaking);
  for (let round = 1; round < throttledRounds && outcome.diagnostics.some((one) => target.passes?.(one)); round++) {
    await planAgain();
    outcome = await apply(session, target, pinned, whileMaking);
  }
  const failures = failuresOf(outcome, target);
  await target.endUseless?.(session, failures);
  const unknown = [...failures.byHost].filter(([, { code }]) => code === "host-keys-not-known").map(([name]) => name);
  if (unknown.length === 0) return failures;
  reporter.note(
    t`${cloudOf(definition.target)?.service ?? ""} has not shown the SSH host keys of ${unknown.join(", ")} on their consoles: nothing proves that what answers at their addresses is them.`,
  );
  if (!(await reporter.ask(t`Take the keys that they show now, for good?`))) return failures;
  reporter.note(t`Taken without proof: the host keys of ${unknown.join(", ")}. Somebody in between would not be noticed.`);
  await planAgain();
  return failuresOf(await apply(session, target, run), target);
}

/** Applies what was planned; `beside` goes on meanwhile. */
async function apply(
  session: Session,
  target: ClassTarget,
  run: TerraformRun,
  beside?: (signal: AbortSignal) => Promise<void>,
): Promise<Outcome> {
  const { signal, reporter } = session;
  const applied = new AbortController();
  const running = beside?.(AbortSignal.any([signal, applied.signal]));
  const kept = new KeptFiles();
  const [result] = await reporter.run([
    {
      title: t`Hosts`,
      work: (step) =>
        run.apply(
          (at) => {
            if (at.kind === "line") kept.read(plainLine(at.text));
            const said = hostsProgress(at);
            if (said !== undefined) step(said);
          },
          [parallelism(session, target)],
        ),
      summary: ({ ok }: Outcome) => (ok ? t`ready` : new Error(t`not all hosts are ready`)),
    },
  ]);
  applied.abort();
  await running;
  if (kept.note !== undefined) reporter.note(kept.note);
  if (signal.aborted) throw interrupted();
  return valueOf(result);
}

/** Why hosts failed; a failure without any message counts too. */
function failuresOf({ ok, diagnostics }: Outcome, target: ClassTarget): HostFailures {
  const failures = hostFailures(diagnostics, target);
  if (ok || diagnostics.length > 0) return failures;
  return { ...failures, others: [{ message: t`terraform apply of the hosts failed and did not say why` }] };
}

/** What the hosts share, such as a network, is part of every plan. */
function planOptionsOf({ stack, names, broken, terraformOptions = [] }: HostsOptions): string[] {
  const targets = names
    ? targetsOf(stack, (construct) => {
        const host = hostOfConstruct(construct) ?? hostOfEnd(construct);
        return host === undefined || names.includes(host);
      })
    : [];
  return [...targets, ...broken.map((name) => `-replace=${gateAddress(name)}`), ...terraformOptions];
}

function parallelism({ definition }: Session, { hostsAtOnce }: ClassTarget): string {
  return `-parallelism=${Math.max(terraformAtOnce, Math.min(hostsAtOnce, definition.students.length))}`;
}

/** @param ofHosts Terraform's type of a host; undefined where the class makes none. */
function describe(changes: readonly Change[], ofHosts: string | undefined): string {
  const hosts = (action: Change["action"]) => changes.filter((change) => change.action === action && change.type === ofHosts).length;
  const count = (action: Change["action"], resource: string) =>
    changes.filter((change) => change.action === action && change.address.startsWith(resource)).length;
  const parts = [
    [hosts("create"), (number: number) => t`${number} to make`],
    [hosts("replace"), (number: number) => t`${number} to recreate`],
    [hosts("delete"), (number: number) => t`${number} to end`],
    [count("create", gateAddress("")) + count("replace", gateAddress("")), (number: number) => t`${number} to check`],
    [count("create", filesAddress("")) + count("replace", filesAddress("")), (number: number) => t`${number} to bring files to`],
  ] as const;
  return (
    parts
      .filter(([number]) => number > 0)
      .map(([number, what]) => what(number))
      .join(", ") || t`nothing to do`
  );
}

async function agree(session: Session, target: ClassTarget, changes: readonly Change[]): Promise<void> {
  const { definition, reporter } = session;
  const ofHosts = hostType(definition.target);
  const hosts = changes.filter(({ type }) => type === ofHosts);
  const named = (...actions: Change["action"][]) =>
    hosts
      .filter(({ action }) => actions.includes(action))
      .map(({ construct, address }) => hostOfConstruct(construct) ?? hostOfAddress(address) ?? construct);
  const [making, ending] = [named("create", "replace"), named("delete", "replace")];
  await target.beforeMaking(session, making, changes);
  if (making.length === 0 && ending.length === 0) return;
  if (!(await reporter.ask(questionOf(making, ending)))) throw new InputError(t`Nothing was changed`);
}

function questionOf(making: readonly string[], ending: readonly string[]): string {
  const [made, ended] = [counted(making, "host"), counted(ending, "host")];
  if (ending.length === 0) return t`Make ${made}?`;
  if (making.length === 0)
    return ending.length === 1 ? t`End ${ended}, with all that is on it?` : t`End ${ended}, with all that is on them?`;
  return ending.length === 1
    ? t`Make ${made} and end ${ended}, with all that is on it?`
    : t`Make ${made} and end ${ended}, with all that is on them?`;
}

/** The construct that a diagnostic is about names the host. */
export function hostFailures(diagnostics: readonly Diagnostic[], target: Pick<ClassTarget, "explain">): HostFailures {
  const byHost = new Map<string, Failure>();
  const others: Failure[] = [];
  for (const diagnostic of diagnostics) {
    const name = hostOfConstruct(diagnostic.construct ?? "");
    if (name !== undefined) byHost.set(name, hostFailure(name, diagnostic, target));
    else {
      const [message, next] = [briefly([diagnostic]), nextStep(diagnostic)];
      if (!others.some((one) => one.message === message)) others.push({ message, ...(next !== undefined && { next }) });
    }
  }
  return { byHost, others };
}

/** Of a gate what it said itself, of anything else what Terraform said. */
function hostFailure(name: string, diagnostic: Diagnostic, target: Pick<ClassTarget, "explain">): Failure {
  const gate = readGateFailure(diagnostic.detail);
  if (gate) return { code: gate.code, message: plainLine(gate.message, 400), next: asCalled(plainLine(gate.next, 400)) };
  const last = diagnostic.summary.startsWith("local-exec") ? lastGateLine(diagnostic.detail) : undefined;
  if (last !== undefined)
    return {
      message: t`its setup was ended; the last it said is: ${plainLine(last, 400)}`,
      next: t`npx lab logs ${name} shows more; npx lab up tries again`,
    };
  const known = target.explain(diagnostic);
  if (known) return known;
  const next = nextStep(diagnostic);
  return { message: briefly([{ summary: plainLine(diagnostic.summary), detail: diagnostic.detail }]), ...(next !== undefined && { next }) };
}
