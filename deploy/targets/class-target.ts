// What a kind of target does for a class: how its hosts are reached, what is recorded of them, what is asked before hosts are made.
import type { TargetName, TargetOf } from "../../definition/class-definition";
import type { Host } from "../../engine/host";
import type { LabClass } from "../../stacks/scenarios/scenario";
import type { Diagnostic } from "../../terraform/diagnostic";
import type { Change, TerraformRun } from "../../terraform/run";
import type { DeployedLab } from "../../workspace/record";
import type { RecordedTarget } from "../../workspace/targets";
import type { Workspace } from "../../workspace/workspace";
import type { HostState, Spending } from "./host-state";
import type { Failure, HostFailures, Session } from "../session";
import type { Cloud } from "./cloud";

/** Something that a class needs of the cloud it is deployed to, for `lab doctor`. */
export interface TargetFinding {
  readonly name: string;
  readonly state: "ok" | "missing";
  readonly found: string;
  /** What to do about it. @default there is nothing to do, or to suggest */
  readonly fix?: string;
}

/** What a class would make and cost. */
export interface HostsPlan {
  /** As JSON. */
  readonly report: object;
  /** As a person reads it. */
  readonly lines: readonly string[];
  /** What forbids making it. */
  readonly problems: readonly string[];
}

export interface ClassTarget {
  /** What this machine needs besides Terraform: an Engine of its own, or ssh. */
  readonly needs: "engine" | "ssh";
  /** The hosts that exist, in the roster's order, found without Terraform or its state. */
  hosts(): Promise<Host[]>;
  /** The hosts that belong to no student, by their names. @default there are none */
  readonly spares?: () => Promise<Host[]>;
  /** What is recorded of a student's lab before it is deployed. */
  deployedLab(student: string): DeployedLab;
  /**
   * Reconciles the state of the hosts with what there is, before a plan.
   * @param hosts Names of the hosts that are meant. By default all of the class.
   * @throws InputError where the person does not agree to what that takes, FailedError where it cannot be done.
   */
  beforePlan(session: Session, run: TerraformRun, hosts?: readonly string[]): Promise<void>;
  /**
   * Everything to know before hosts are made or changed, reported to the person.
   * @param making Names of hosts that would be made.
   * @throws FailedError or InputError when something forbids it.
   */
  beforeMaking(session: Session, making: readonly string[], changes: readonly Change[]): Promise<void>;
  /** Why a student has no host that could be reached; undefined where none was made. */
  absent(student: string): Promise<Failure | undefined>;
  /** Restores who sits at which spare, where this machine does not know it any more. @default there are no spares */
  readonly restoreSeats?: (session: Session) => Promise<void>;
  /** What the class would make and cost. @default nothing is made, and it costs nothing */
  readonly plan?: () => Promise<HostsPlan>;
  /** What the class needs besides this machine, such as an account's quota or machines that answer. @default nothing */
  readonly prerequisites?: (signal: AbortSignal) => Promise<readonly TargetFinding[]>;
  /** Every host that is wanted or exists, and what the class has cost. @default the class makes no hosts */
  readonly hostStates?: () => Promise<{ readonly hosts: readonly HostState[]; readonly cost: Spending }>;
  /** Hosts that exist and that lab.yaml does not have any more, by name: they end with the next plan of the hosts. @default none end */
  readonly endingHosts?: () => Promise<readonly string[]>;
  /** Runs beside Terraform while hosts are made, until the signal. @default nothing does */
  readonly whileMaking?: (signal: AbortSignal) => Promise<void>;
  /** Ends hosts that failed for good and would only cost, after asking. @default none does */
  readonly endUseless?: (session: Session, failures: HostFailures) => Promise<void>;
  /** Hosts that are made or checked at once. */
  readonly hostsAtOnce: number;
  /** Whether a refusal by this target's provider passes by itself. @default none does */
  readonly passes?: (diagnostic: Diagnostic) => boolean;
  /**
   * What a refusal by this target's provider means; undefined for one that it does not know.
   * @param what What it is about. By default the message does not name it.
   */
  explain(diagnostic: Diagnostic, what?: string): Failure | undefined;
}

/** What a kind of target is to the operations on a class. */
export interface TargetOperations<Name extends TargetName> {
  /** Finds, ends and prices the hosts of a class. @default the kind makes none: its machines exist */
  readonly cloud?: Cloud;
  of(definition: LabClass, target: TargetOf<Name>, workspace: Workspace): ClassTarget;
  /**
   * The host of a lab as it was deployed, whatever became of lab.yaml; undefined where that is not known.
   * @param config The class's ssh_config, with the machines of the labs.
   */
  recordedHost(lab: DeployedLab, target: RecordedTarget<Name>, config: string): Host | undefined;
  /** What to report where that host is not known. */
  withoutHost(student: string): Failure;
}
