// Target aws: EC2 hosts that the class creates. The SDK is loaded only when EC2 is asked.
import { explainTerraform, isThrottled } from "../../aws/errors";
import type { ClassInstance } from "../../aws/instances";
import type { AwsTarget } from "../../definition/class-definition";
import { endOfTag } from "../../definition/end";
import { gatesAtOnce, hostsMadeAtOnce } from "../../definition/limits";
import { hostOf, spareNames } from "../../definition/seats";
import { sshHost } from "../../engine/host";
import type { LabClass } from "../../stacks/scenarios/scenario";
import { deployed } from "../../workspace/deployed";
import { hasSeats, readSeats } from "../../workspace/seats";
import { writeSshConfig } from "../../workspace/ssh";
import type { Workspace } from "../../workspace/workspace";
import { seatsOf } from "../restore-seats";
import { pinNewHosts, trustsNewHosts } from "../host-keys";
import { failureFrom } from "../session";
import { reportCost } from "./aws-cost";
import type { ClassTarget } from "./class-target";
import { dataFolders, exerciseImages, images } from "./recorded";

export function awsTarget(definition: LabClass, target: AwsTarget, workspace: Workspace): ClassTarget {
  const runningAndSeats = async () => {
    const { runningHosts } = await import("../../aws/instances");
    const running = await runningHosts(target.region, definition.name);
    return { running, seats: hasSeats(workspace) ? readSeats(definition, workspace) : seatsOf([...running.values()]) };
  };
  /** The running instance of each student who has one. */
  const instances = async () => {
    const { running, seats } = await runningAndSeats();
    return definition.students.flatMap(({ name }) => {
      const instance = running.get(hostOf(name, seats));
      return instance ? [{ name, instance }] : [];
    });
  };
  const overSsh = (name: string, { address, id }: { readonly address: string; readonly id: string }) =>
    sshHost(name, { address, user: "ubuntu", port: 22, hostKeyAlias: id }, writeSshConfig(workspace, { machines: [], onEc2: true }));
  return {
    needs: "ssh",
    hosts: async () => (await instances()).map(({ name, instance }) => overSsh(name, instance)),
    spares: async () => {
      const { running, seats } = await runningAndSeats();
      const taken = new Set(seats.values());
      return spareNames(definition).flatMap((name) => {
        const instance = taken.has(name) ? undefined : running.get(name);
        return instance ? [overSsh(name, instance)] : [];
      });
    },
    ends: async () =>
      new Map(
        (await instances()).flatMap(({ name, instance: { endTag, launched } }) => {
          const ends = endOfTag(endTag, launched);
          return ends ? [[name, ends] as const] : [];
        }),
      ),
    deployedLab: (student) => ({
      student,
      target: { kind: "aws", region: target.region },
      data: dataFolders(definition, workspace),
      images: images(definition),
      makes: exerciseImages(definition),
    }),
    beforePlan: async (session, run, meant) => {
      const { reconcile } = await import("../reconcile-aws");
      await reconcile(session, target, run, meant);
    },
    beforeMaking: async (session, making, changes) => {
      const { reportChanges } = await import("../changed-aws");
      await reportChanges(session, target, changes);
      if (making.length > 0) await reportCost(session, target, making);
    },
    absent: async (student) => {
      const { classInstances, isAlive } = await import("../../aws/instances");
      const host = hostOf(student, readSeats(definition, workspace));
      const own = (await classInstances(target.region, definition.name)).filter((instance) => instance.host === host);
      const last = own.findLast(isAlive) ?? own.at(-1);
      const other = last && isAlive(last) ? undefined : await hostElsewhere(definition.name, target, workspace, host);
      if (other)
        return {
          message: `its host ${other.id} is in ${other.region}, and target.aws.region is ${target.region}`,
          next: "npx lab up ends it and makes one in the new region, after asking; or set the region back",
        };
      if (!last) return undefined;
      const next = last.state === "stopped" || last.state === "stopping" ? "npx lab up starts it" : "npx lab up makes it again";
      return { message: `its instance ${last.id} is ${last.state}`, next: last.state === "pending" ? "npx lab status in a minute" : next };
    },
    ...(!trustsNewHosts() && { whileMaking: (signal: AbortSignal) => pinNewHosts(definition.name, target, workspace, signal) }),
    endUseless: async (session, failures) => {
      const { endUselessHosts } = await import("../useless-hosts");
      await endUselessHosts(session, target, failures);
    },
    hostsAtOnce: target.wait ? gatesAtOnce : hostsMadeAtOnce,
    passes: (diagnostic) => isThrottled(`${diagnostic.summary}: ${diagnostic.detail}`),
    explain: (host, diagnostic) => {
      const error = explainTerraform(host, `${diagnostic.summary}: ${diagnostic.detail}`);
      return error && failureFrom(error);
    },
  };
}

/** A student's host in a region that lab.yaml named before. */
async function hostElsewhere(
  className: string,
  { region: own }: AwsTarget,
  workspace: Workspace,
  host: string,
): Promise<ClassInstance | undefined> {
  const { classInstances, isAlive } = await import("../../aws/instances");
  for (const region of deployed(workspace).record.regions.filter((other) => other !== own)) {
    const found = (await classInstances(region, className)).find((instance) => instance.host === host && isAlive(instance));
    if (found) return found;
  }
  return undefined;
}
