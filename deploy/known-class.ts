// The class that is worked on when its lab.yaml is missing, changed or broken: what the folder's own records say about it.
import { InputError } from "../definition/errors";
import { loadClass } from "../definition/load";
import type { TargetName } from "../definition/class-definition";
import { isRegionOf, regionOf } from "../definition/targets";
import { looseName } from "../definition/yaml-file";
import { t } from "../language/translate";
import { knownScenarios } from "../stacks/exercises/known-scenarios";
import type { LabClass } from "../stacks/scenarios/scenario";
import { deployed, formerClasses, isDeployed, isGone } from "../workspace/deployed";
import { hostsInState, isOnMachines } from "../workspace/hosts-in-state";
import { type ClassRecord, type DeployedLab, withLabs } from "../workspace/record";
import { Workspace } from "../workspace/workspace";
import { wishedLabs } from "./targets";
import type { HostsPlaces } from "./targets/cloud";

export interface KnownClass {
  readonly name: string;
  readonly workspace: Workspace;
  /** As lab.yaml has it. @default lab.yaml cannot be read */
  readonly definition?: LabClass;
  /** Why lab.yaml cannot be read. @default it can */
  readonly problem?: InputError;
  /** What was deployed. */
  readonly record: ClassRecord;
  /** Whether the record of what was deployed cannot be read. */
  readonly damaged: boolean;
  /** Classes that this lab.yaml described before its name changed, and that were not removed. */
  readonly former: readonly KnownClass[];
}

/**
 * @param path Of lab.yaml.
 * @param missing Why there is none to read. By default it is read.
 * @throws InputError where neither lab.yaml nor the folder says which class is meant.
 */
export async function knownClass(path: string, missing?: InputError): Promise<KnownClass> {
  try {
    if (missing) throw missing;
    const definition = loadClass(path, await knownScenarios(path));
    return { ...known(Workspace.of(definition.name, path)), definition };
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    return { ...known(Workspace.of(looseName(path) ?? onlyClass(path, error), path)), problem: error };
  }
}

function known(workspace: Workspace): KnownClass {
  const former = formerClasses(workspace).map((other) => ({ name: other.className, workspace: other, ...deployed(other), former: [] }));
  return { name: workspace.className, workspace, ...deployed(workspace), former };
}

/** The labs that may exist: what was deployed, and what lab.yaml has. */
export function knownLabs(known: KnownClass): DeployedLab[] {
  return withLabs(known.record, declaredLabs(known)).labs;
}

/** The labs that lab.yaml has; none where it cannot be read. */
export function declaredLabs({ definition, workspace }: KnownClass): DeployedLab[] {
  return definition ? wishedLabs(definition, workspace) : [];
}

/** Where on the cloud of a kind of target the class may have hosts; undefined for one that never was there. */
export function placesOn(kind: TargetName, { definition, workspace, record, damaged }: KnownClass): HostsPlaces | undefined {
  const isThere = (region: string) => isRegionOf(kind, region);
  const own = [(definition && regionOf(definition.target)) ?? []].flat().filter(isThere);
  const regions = [...new Set([...record.regions.filter(isThere), ...own, ...[...hostsInState(workspace).keys()].filter(isThere)])];
  const nothingSays = !definition && record.labs.length === 0 && !isOnMachines(workspace) && !isGone(workspace);
  // lab.yaml may have named another region when the class was made
  const everywhere = damaged || (record.regions.length === 0 && (own.length > 0 || nothingSays));
  return regions.length === 0 && !everywhere ? undefined : { regions, everywhere };
}

/** The one class that was deployed from this folder. */
function onlyClass(file: string, problem: InputError): string {
  const classes = new Workspace("", Workspace.rootOf(file)).siblings().filter(isDeployed);
  const [only] = classes.map(({ className }) => className);
  if (only !== undefined && classes.length === 1) return only;
  if (only === undefined) throw problem;
  throw new InputError(
    t`${problem.message}\nSeveral classes were deployed from here: ${classes.map(({ className }) => className).join(", ")}`,
    t`Name one in a lab.yaml of its own: a file with the one line "name: ${only}", then npx lab down -f FILE`,
  );
}
