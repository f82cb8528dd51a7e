// What EC2 lists of a class, each region asked once: why a student's host is missing, and which hosts nobody wants any more.
import { type ClassInstance, classInstances, isAlive, lastOf } from "../../aws/instances";
import type { AwsTarget } from "../../definition/class-definition";
import { t } from "../../language/translate";
import type { Failure } from "../session";

export class Listing {
  private readonly regions = new Map<string, Promise<readonly ClassInstance[]>>();

  constructor(private readonly className: string) {}

  of(region: string): Promise<readonly ClassInstance[]> {
    const listed = this.regions.get(region) ?? classInstances(region, this.className);
    this.regions.set(region, listed);
    return listed;
  }

  /** Why a host does not run; undefined where none was made. `former`: regions that lab.yaml named before. */
  async whyAbsent(host: string, { region }: AwsTarget, former: readonly string[]): Promise<Failure | undefined> {
    const last = lastOf(await this.of(region), host);
    const other = last && isAlive(last) ? undefined : await this.aliveIn(former, host);
    if (other)
      return {
        message: t`its host ${other.id} is in ${other.region}, and target.aws.region is ${region}`,
        next: t`npx lab up ends it and makes one in the new region, after asking; or set the region back`,
      };
    return last && notRunning(last);
  }

  /** Hosts that exist and are not wanted, by name. */
  async beyond(wanted: readonly string[], region: string): Promise<string[]> {
    const alive = (await this.of(region)).filter((one) => isAlive(one) && !wanted.includes(one.host));
    return alive.map(({ host, id }) => host || id).sort();
  }

  private async aliveIn(regions: readonly string[], host: string): Promise<ClassInstance | undefined> {
    for (const region of regions) {
      const found = (await this.of(region)).find((instance) => instance.host === host && isAlive(instance));
      if (found) return found;
    }
    return undefined;
  }
}

function notRunning({ id, state }: ClassInstance): Failure {
  const message = t`its instance ${id} is ${state}`;
  if (state === "pending") return { message, next: t`npx lab status in a minute` };
  return { message, next: state === "stopped" || state === "stopping" ? t`npx lab up starts it` : t`npx lab up recreates it` };
}
