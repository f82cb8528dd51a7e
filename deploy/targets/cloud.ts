// What a cloud can do about the hosts that a class made there, whatever became of Terraform's state, the record and lab.yaml.
import type { TargetName } from "../../definition/class-definition";
import type { Noun } from "../../language/counted";
import type { LabClass } from "../../stacks/scenarios/scenario";
import type { Workspace } from "../../workspace/workspace";
import type { Failure, Reporter } from "../session";

/** Where a class may have hosts. Regions are named as `regionOf` names them. */
export interface HostsPlaces {
  /** Regions that it was in, or that lab.yaml names: they have to answer. */
  readonly regions: readonly string[];
  /** Whether that may not be all of them: every region of the account is asked, and one that does not answer is only reported. */
  readonly everywhere: boolean;
}

/** Something that a class still has on a cloud. */
export interface StandingThing {
  readonly className: string;
  readonly region: string;
  /** The cloud's own word for what it is. */
  readonly kind: string;
  readonly id: string;
  /** What a person may know of it, such as a host's name and state. */
  readonly detail: string;
}

/** What a region has of a class. */
export interface FoundInRegion {
  readonly region: string;
  /** Names of its hosts that have not ended, including those that are about to. */
  readonly hosts: readonly string[];
  /** Names of its hosts that are not about to end. */
  readonly alive: readonly string[];
  readonly standing: readonly StandingThing[];
}

export interface EndHostsOptions {
  readonly className: string;
  readonly workspace: Workspace;
  readonly signal: AbortSignal;
  readonly reporter: Reporter;
  /** Hosts that are meant, by name; the others and the network stay. @default all of the class */
  readonly hosts?: readonly string[];
}

export interface HostsRemoval {
  readonly region: string;
  /** What the cloud still lists of what was to go. */
  readonly standing: readonly StandingThing[];
  readonly failures: readonly Failure[];
}

/** What a cloud has of a class, and how that ends. */
export interface FoundOnCloud {
  /** Regions with nothing are left out. */
  readonly found: readonly FoundInRegion[];
  /** Regions that answered. */
  readonly asked: readonly string[];
  /** Why others did not. */
  readonly silent: readonly string[];
  /** Ends what was found, and asks the cloud again. One result for each region that has something of what is meant. */
  end(options: EndHostsOptions): Promise<HostsRemoval[]>;
  /** One sentence on what the class has cost, with the hosts that were found; undefined where it had none. */
  spent(definition: LabClass | undefined): Promise<string | undefined>;
}

/** The cloud of a kind of target. */
export interface Cloud {
  readonly kind: TargetName;
  /** The provider, such as AWS. */
  readonly name: string;
  /** The service that its hosts are in, such as EC2. */
  readonly service: string;
  /** What its hosts are counted as. */
  readonly host: Noun;
  /** The kind of a standing thing that is a host. */
  readonly hostKind: string;
  /** A kind of standing thing in the words of a table; in JSON it stays what it is. */
  readonly kindInWords: (kind: string) => string;
  /**
   * Asks what there is of a class.
   * @throws MachineError or FailedError where a region that has to answer does not.
   */
  find(className: string, workspace: Workspace, places: HostsPlaces): Promise<FoundOnCloud>;
  /**
   * Environment of Terraform for this cloud's provider.
   * @throws MachineError where there are no credentials.
   */
  terraformEnvironment(region: string): Promise<Readonly<Record<string, string>>>;
}
