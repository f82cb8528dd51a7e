// The hosts of a class on their way up: planned, priced and agreed on, applied; one that fails never holds up the others.
import type { ClassDefinition } from "../definition/class-definition";
import { explainTerraform } from "../aws/errors";
import { FailedError, InputError } from "../definition/errors";
import type { SynthesizedStack } from "./synthesize";
import { hostsStackId } from "../definition/names";
import { type CliContext } from "../cli/context";
import { hint } from "./labs";
import { confirm, plain, say } from "../cli/output";
import { costScreen } from "../cli/verbs/plan";
import { progress, task } from "../cli/progress";
import type { TerraformBinary } from "../terraform/binary";
import { type Change, type Outcome, TerraformRun } from "../terraform/run";

/** Hosts that Terraform makes or asks at once: they mostly wait for a boot. */
const mostAtOnce = 50;

export function hostsRun(stacks: readonly SynthesizedStack[], terraform: TerraformBinary, signal: AbortSignal): TerraformRun | undefined {
  const stack = stacks.find(({ id }) => id === hostsStackId);
  return stack && new TerraformRun(terraform, stack, signal);
}

/**
 * Brings the hosts up. Returns why a host failed, by its name; the others are usable.
 * @throws FailedError or InputError before anything is made: quota, budget, an end in the past, an answer of no.
 */
export async function bringUpHosts(
  context: CliContext,
  run: TerraformRun,
  options: readonly string[] = [],
): Promise<ReadonlyMap<string, string>> {
  const { definition, signal } = context;
  refusePastEnd(definition);
  let changes: readonly Change[] = [];
  await progress([
    task("Hosts: what is to be done", async (step, setTitle) => {
      step("looking at the providers");
      failOn(await run.init());
      step("asking what there is");
      const plan = await run.plan([parallelism(definition), ...options]);
      failOn(plan);
      changes = plan.changes;
      setTitle(`Hosts: ${describe(changes)}`);
    }),
  ]);
  if (changes.length === 0) return new Map();
  await agree(context, changes);
  let outcome: Outcome = { ok: true, errors: [] };
  await progress(
    [
      task("Hosts", async (step, setTitle) => {
        outcome = await run.apply((text) => step(plain(text)), [parallelism(definition)]);
        setTitle(outcome.ok ? "Hosts: ready" : "Hosts: not all are ready");
        if (!outcome.ok) throw new Error("not all hosts are ready");
      }),
    ],
    { goOn: true },
  );
  if (signal.aborted) throw new FailedError("interrupted", "What was made is in the state: npx lab up goes on, npx lab down takes it away");
  return failuresByHost(outcome.errors);
}

function parallelism({ students }: ClassDefinition): string {
  return `-parallelism=${Math.max(10, Math.min(mostAtOnce, students.length))}`;
}

function failOn({ ok, errors }: Outcome): void {
  if (ok) return;
  const message = plain(errors.join("\n"));
  throw explainTerraform("The hosts", message) ?? new FailedError(message, hint(message) ?? "Nothing was changed; npx lab up tries again");
}

function refusePastEnd({ end }: ClassDefinition): void {
  if (end && "ends" in end && end.ends.getTime() <= Date.now()) {
    throw new InputError(
      `ends is ${end.ends.toISOString()}, which is past: the hosts would end as they start`,
      "Set a later moment in lab.yaml",
    );
  }
}

function describe(changes: readonly Change[]): string {
  const machines = changes.filter(({ type }) => type === "aws_instance" || type === "terraform_data");
  const count = (action: Change["action"], type: string) =>
    machines.filter((change) => change.action === action && change.type === type).length;
  const parts = [
    [count("create", "aws_instance"), "to make"],
    [count("replace", "aws_instance"), "to make anew"],
    [count("delete", "aws_instance"), "to end"],
    [count("create", "terraform_data") + count("replace", "terraform_data"), "to see ready"],
  ] as const;
  return (
    parts
      .filter(([number]) => number > 0)
      .map(([number, what]) => `${number} ${what}`)
      .join(", ") || "nothing to do"
  );
}

async function agree(context: CliContext, changes: readonly Change[]): Promise<void> {
  const { definition } = context;
  const instances = changes.filter(({ type }) => type === "aws_instance");
  const ending = instances
    .filter(({ action }) => action === "delete" || action === "replace")
    .map(({ construct }) => hostOfConstruct(construct) ?? construct);
  const making = instances.filter(({ action }) => action === "create" || action === "replace").length;
  if (making > 0) {
    await costScreen(context);
    if (!definition.end) say("The class has no end (ends or lifetime in lab.yaml): its hosts run, and cost, until npx lab down.");
  }
  if (ending.length > 0) say(`These hosts end, with all that is on them: ${ending.join(", ")}`);
  if (
    (making > 0 || ending.length > 0) &&
    !(await confirm(making > 0 ? `Make ${making} ${making === 1 ? "host" : "hosts"}?` : "Go on?", context))
  ) {
    throw new InputError("Nothing was changed");
  }
}

/** `kim` of the construct paths `ec2/host-kim/instance`, `ec2/gate-kim/gate` and `machines/gate-kim/gate`; undefined for others. */
function hostOfConstruct(path: string): string | undefined {
  return /^(?:ec2|machines)\/(?:host|gate)-([\w-]+)\/(?:instance|gate)$/.exec(path)?.[1];
}

/** Why hosts failed, by name: an error begins with the construct path of what failed. Errors of no host are under the empty name. */
export function failuresByHost(errors: readonly string[]): ReadonlyMap<string, string> {
  const failures = new Map<string, string>();
  for (const error of errors) {
    const [, path = "", text = ""] = /^([\w/-]+): ([\s\S]*)$/.exec(error) ?? [];
    const name = hostOfConstruct(path);
    if (name === undefined) failures.set("", [failures.get(""), plain(error)].filter(Boolean).join("\n"));
    else failures.set(name, reasonOf(name, plain(text)));
  }
  return failures;
}

/** A gate's own words are the lines that begin with the host's name; its last one says what is wrong. */
function reasonOf(name: string, text: string): string {
  const own = text
    .split("\n")
    .filter((line) => line.startsWith(`${name}: `))
    .map((line) => line.slice(name.length + 2));
  const said = own
    .filter((line) => line.startsWith("| lab: "))
    .at(-1)
    ?.slice(2);
  const last = own.at(-1);
  if (said !== undefined) return said;
  const first = (text.split("\n").find((line) => line.trim() !== "") ?? text).trim();
  return last ?? explainTerraform(name, first)?.message.replace(`${name}: `, "") ?? first;
}
