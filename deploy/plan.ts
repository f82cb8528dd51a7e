// Plans a class: what `lab up` would make, change and remove, and what forbids it. Nothing is created.
import type { TargetName } from "../definition/class-definition";
import { MachineError } from "../definition/errors";
import { hubPulls, type HubPulls } from "../definition/hub-pulls";
import type { ScenarioUses } from "../definition/scenario";
import type { LabClass } from "../stacks/scenarios/scenario";
import type { SynthesizedStack } from "../terraform/run";
import { myAddressFile, Workspace } from "../workspace/workspace";
import { classChanges, type LabDifference } from "./class-changes";
import { leavingLines } from "./leaving";
import { type Failure, failureFrom, type Session } from "./session";
import { synthesize } from "./synthesize";
import { targetOf } from "./targets";
import type { HostsPlan } from "./targets/class-target";
import { myAddressOf } from "./variables";
import { type ShutOut, waysIn, waysInLines } from "./ways-in";

export interface ClassPlan {
  readonly labs: LabsPlan;
  /** Hosts that the class would make, what they cost, and what forbids them. @default it makes none, and costs nothing */
  readonly hosts?: HostsPlan;
  /** Students who could not log in. */
  readonly shutOut: readonly ShutOut[];
  /** What lab.yaml does not have any more, and `lab up` would remove: a line each. */
  readonly leaving: readonly string[];
  /** Labs that differ from what was deployed. @default nothing was deployed */
  readonly changes?: readonly LabDifference[];
  /** The stacks of one student's lab, with the hosts' if there is one; or what this machine lacks for them. */
  readonly stacks: readonly SynthesizedStack[] | Failure;
}

/** The labs of a class, as JSON has them. */
export interface LabsPlan {
  readonly class: string;
  readonly target: TargetName;
  /** Names of students. */
  readonly labs: readonly string[];
  /** What each of these labs runs. */
  readonly each: readonly (ScenarioUses & { readonly scenario: string })[];
  /** Null where a registry mirror is asked instead. */
  readonly dockerHub: HubPulls | null;
}

/**
 * Warnings, and how students log in, are noted on the way: the cloud may refuse to say the rest.
 * @param folder What is synthesized goes into it, so that no keys or files of the class are created.
 * @throws InputError for a scenario that cannot be declared, before anything is noted; MachineError or FailedError where the cloud does not answer.
 */
export async function planClass(session: Pick<Session, "definition" | "workspace" | "reporter">, folder: string): Promise<ClassPlan> {
  const { definition, workspace, reporter } = session;
  const stacks = await stacksIn(folder, session);
  for (const warning of definition.warnings) reporter.note(warning);
  const target = targetOf(definition, workspace);
  const ways = await waysIn(definition, workspace);
  for (const line of waysInLines(ways)) reporter.note(line);
  // asked first: it says what is wrong with the way to the cloud
  const hosts = await target.plan?.();
  const leaving = await leavingLines(session, target);
  const changes = classChanges(session);
  return { labs: labsPlan(definition), ...(hosts && { hosts }), shutOut: ways.shutOut, leaving, ...(changes && { changes }), stacks };
}

function labsPlan(definition: LabClass): LabsPlan {
  const running = definition.scenarios.filter(({ state }) => state === "running");
  const each = running.map(({ spec, options }) => ({ scenario: spec.name, ...spec.uses(options) }));
  const labs = definition.students.map(({ name }) => name);
  return { class: definition.name, target: definition.target.kind, labs, each, dockerHub: hubPulls(definition) ?? null };
}

async function stacksIn(
  folder: string,
  { definition, workspace }: Pick<Session, "definition" | "workspace">,
): Promise<SynthesizedStack[] | Failure> {
  const own = new Workspace(definition.name, folder);
  const address = myAddressOf(workspace);
  if (address !== undefined) own.write(myAddressFile, address);
  try {
    return await synthesize({ ...definition, students: definition.students.slice(0, 1) }, own, own.outFolder);
  } catch (error) {
    if (!(error instanceof MachineError)) throw error;
    return failureFrom(error);
  }
}
