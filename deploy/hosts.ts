// The hosts of a class on their way up: planned, priced and agreed on, applied; one that fails never holds up the others.
import { counted } from "../definition/counted";
import { FailedError, InputError } from "../definition/errors";
import { throttledRounds } from "../definition/limits";
import { plain } from "../definition/plain-text";
import { type Diagnostic, formatDiagnostic } from "../terraform/diagnostic";
import { nextStep } from "../terraform/next-step";
import type { Change, Outcome, TerraformRun } from "../terraform/run";
import { keysNotKnown, pinnedKeys } from "./host-keys";
import { type Failure, type Session, valueOf } from "./session";
import { targetOf } from "./targets";
import type { ClassTarget } from "./targets/class-target";

/** Why hosts failed: by a host's name, and what belongs to none of them. */
export interface HostFailures {
  readonly byHost: ReadonlyMap<string, Failure>;
  readonly others: readonly Failure[];
}

export interface HostsOptions {
  /** Options for `terraform plan`. @default none */
  readonly terraform?: readonly string[];
  /** Called when nothing is asked any more and hosts are about to be changed. @default nobody is called */
  readonly onAgreed?: () => void;
}

/**
 * Brings the hosts up; those without a failure are usable.
 * @throws FailedError or InputError before anything is made: quota, budget, an end in the past, an answer of no.
 */
export async function bringUpHosts(session: Session, run: TerraformRun, options: HostsOptions = {}): Promise<HostFailures> {
  const { definition, workspace, reporter } = session;
  const { terraform = [], onAgreed = () => undefined } = options;
  const target = targetOf(definition, workspace);
  const [initialized] = await reporter.run([{ title: "Hosts: providers", work: () => run.init(), summary: () => "" }]);
  refuseFailed(valueOf(initialized), target);
  await target.beforePlan(session, run);
  const [planned] = await reporter.run([
    {
      title: "Hosts: what is to be done",
      work: async () => {
        const plan = await run.plan([parallelism(session, target), ...terraform]);
        refuseFailed(plan, target);
        return plan.changes;
      },
      summary: describe,
    },
  ]);
  const changes = valueOf(planned);
  await agree(session, target, changes);
  onAgreed();
  if (changes.length === 0) return { byHost: new Map(), others: [] };
  const { whileMaking } = target;
  const pinned = whileMaking ? run.with(pinnedKeys) : run;
  const planAgain = async () => refuseFailed(await run.plan([parallelism(session, target), ...terraform]), target);
  let diagnostics = await apply(session, target, pinned, whileMaking);
  for (let round = 1; round < throttledRounds && diagnostics.some((one) => target.passes?.(one)); round++) {
    await planAgain();
    diagnostics = await apply(session, target, pinned, whileMaking);
  }
  const failures = hostFailures(diagnostics, target);
  const unknown = [...failures.byHost].filter(([, { message }]) => message.includes(keysNotKnown)).map(([name]) => name);
  if (unknown.length === 0) return failures;
  reporter.note(
    `EC2 has not shown the SSH host keys of ${unknown.join(", ")} on their consoles: nothing proves that what answers at their addresses is them.`,
  );
  if (!(await reporter.ask("Take the keys that they show now, for good?"))) return failures;
  await planAgain();
  return hostFailures(await apply(session, target, run), target);
}

/** Applies what was planned; `beside` goes on meanwhile. */
async function apply(
  session: Session,
  target: ClassTarget,
  run: TerraformRun,
  beside?: (signal: AbortSignal) => Promise<void>,
): Promise<readonly Diagnostic[]> {
  const { signal, reporter } = session;
  const applied = new AbortController();
  const running = beside?.(AbortSignal.any([signal, applied.signal]));
  const [result] = await reporter.run([
    {
      title: "Hosts",
      work: (step) => run.apply((text) => step(plain(text)), [parallelism(session, target)]),
      summary: ({ ok }: Outcome) => (ok ? "ready" : new Error("not all hosts are ready")),
    },
  ]);
  applied.abort();
  await running;
  if (signal.aborted) throw interrupted();
  return valueOf(result).diagnostics;
}

export function interrupted(): FailedError {
  return new FailedError("interrupted", "What was made is in the state: npx lab up goes on, npx lab down takes it away");
}

function parallelism({ definition }: Session, { hostsAtOnce }: ClassTarget): string {
  return `-parallelism=${Math.max(10, Math.min(hostsAtOnce, definition.students.length))}`;
}

function refuseFailed({ ok, diagnostics }: Outcome, target: ClassTarget): void {
  const [first] = diagnostics;
  if (ok || !first) return;
  const known = target.explain("The hosts", first);
  throw new FailedError(
    known?.message ?? diagnostics.map(formatDiagnostic).join("\n"),
    known?.next ?? nextStep(first) ?? "Nothing was changed; npx lab up tries again",
  );
}

function describe(changes: readonly Change[]): string {
  const machines = changes.filter(({ type }) => type === "aws_instance" || type === "terraform_data");
  const count = (action: Change["action"], type: string) =>
    machines.filter((change) => change.action === action && change.type === type).length;
  const parts = [
    [count("create", "aws_instance"), "to make"],
    [count("replace", "aws_instance"), "to recreate"],
    [count("delete", "aws_instance"), "to end"],
    [count("create", "terraform_data") + count("replace", "terraform_data"), "to check"],
  ] as const;
  return (
    parts
      .filter(([number]) => number > 0)
      .map(([number, what]) => `${number} ${what}`)
      .join(", ") || "nothing to do"
  );
}

async function agree(session: Session, target: ClassTarget, changes: readonly Change[]): Promise<void> {
  const { reporter } = session;
  const instances = changes.filter(({ type }) => type === "aws_instance");
  const named = (...actions: Change["action"][]) =>
    instances
      .filter(({ action }) => actions.includes(action))
      .map(({ construct, address }) => hostNameOf(construct) ?? address.replace(/^aws_instance\.host-/, ""));
  const [making, ending] = [named("create", "replace"), named("delete", "replace")];
  await target.beforeMaking(session, making, changes);
  if (making.length === 0 && ending.length === 0) return;
  const question = [
    ...(making.length > 0 ? [`make ${counted(making, "host")}`] : []),
    ...(ending.length > 0 ? [`end ${counted(ending, "host")}, with all that is on ${ending.length === 1 ? "it" : "them"}`] : []),
  ].join(" and ");
  if (!(await reporter.ask(`${question[0]?.toUpperCase() ?? ""}${question.slice(1)}?`))) throw new InputError("Nothing was changed");
}

/** The host of a construct: `ec2/kim/instance`, `ec2/gate-kim/gate`, `machines/kim/gate`; undefined for any other. */
function hostNameOf(construct: string): string | undefined {
  return /^[\w-]+\/(?:gate-)?([\w-]+)\/(?:instance|gate)$/.exec(construct)?.[1];
}

/** The construct that a diagnostic is about names the host. */
export function hostFailures(diagnostics: readonly Diagnostic[], target: Pick<ClassTarget, "explain">): HostFailures {
  const byHost = new Map<string, Failure>();
  const others: Failure[] = [];
  for (const diagnostic of diagnostics) {
    const name = hostNameOf(diagnostic.construct ?? "");
    if (name !== undefined) byHost.set(name, hostFailure(name, diagnostic, target));
    else {
      const next = nextStep(diagnostic);
      others.push({ message: formatDiagnostic(diagnostic), ...(next !== undefined && { next }) });
    }
  }
  return { byHost, others };
}

/** A gate's own words are the lines that begin with the host's name; the last one that the host itself said is the reason. */
function hostFailure(name: string, diagnostic: Diagnostic, target: Pick<ClassTarget, "explain">): Failure {
  const own = `${diagnostic.summary}\n${diagnostic.detail}`.split("\n").flatMap((line) => {
    const [, text] = new RegExp(`(?:^|Output: )${name}: (.*)$`).exec(line) ?? [];
    return text === undefined ? [] : [text];
  });
  const reason =
    own
      .filter((line) => line.startsWith("| lab: "))
      .at(-1)
      ?.slice("| lab: ".length) ?? own.at(-1);
  if (reason !== undefined) return { message: reason, next: `Look at it: npx lab logs ${name}; then npx lab up tries again` };
  const known = target.explain(name, diagnostic);
  if (known) return { ...known, message: known.message.replace(`${name}: `, "") };
  const next = nextStep(diagnostic);
  return { message: [diagnostic.summary, diagnostic.detail].filter(Boolean).join(": "), ...(next !== undefined && { next }) };
}
