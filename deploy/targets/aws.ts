// Target aws: EC2 hosts that the class creates. The SDK is loaded only when EC2 is asked.
import { explainTerraform, isThrottled } from "../../aws/errors";
import type { RunningInstance } from "../../aws/instances";
import { kindInWords } from "../../aws/kind-words";
import type { AwsTarget } from "../../definition/class-definition";
import { endOfTag } from "../../definition/end";
import { gatesAtOnce, hostsMadeAtOnce } from "../../definition/limits";
import { ubuntuUser } from "../../definition/pins";
import { hostNames, hostOf, spareNames } from "../../definition/seats";
import { type Host, sshHost } from "../../engine/host";
import { t } from "../../language/translate";
import type { LabClass } from "../../stacks/scenarios/scenario";
import { deployed } from "../../workspace/deployed";
import { hasSeats, readSeats } from "../../workspace/seats";
import { writeSshConfig } from "../../workspace/ssh";
import type { Workspace } from "../../workspace/workspace";
import { seatsOf } from "../aws/seats-of-tags";
import { pinNewHosts } from "../aws/host-keys";
import { trustsNewHosts } from "../host-keys";
import { failureFrom } from "../session";
import { askPlan, planScreen, reportCost } from "../aws/cost";
import type { ClassTarget, TargetOperations } from "./class-target";
import type { Cloud } from "./cloud";
import { dataFolders, exerciseImages, images, imagesToBuild } from "./recorded";

function awsTarget(definition: LabClass, target: AwsTarget, workspace: Workspace): ClassTarget {
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
  const overSsh = (name: string, { address, id, endTag, launched }: RunningInstance): Host => {
    const ends = endOfTag(endTag, launched);
    const config = writeSshConfig(workspace, { machines: [], makesHosts: true });
    return { ...sshHost(name, { address, user: ubuntuUser, port: 22, hostKeyAlias: id }, config), ...(ends && { ends }) };
  };
  /** What regions list of the class; each is asked once. */
  const listing = once(async () => {
    const { Listing } = await import("../aws/listing");
    return new Listing(definition.name);
  });
  /** Regions that lab.yaml named before. */
  const formerRegions = () => deployed(workspace).record.regions.filter((region) => region !== target.region);
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
    deployedLab: (student) => ({
      student,
      target: { kind: "aws", region: target.region },
      data: dataFolders(definition, workspace),
      images: images(definition),
      builds: imagesToBuild(definition),
      makes: exerciseImages(definition),
    }),
    beforePlan: async (session, run, meant) => {
      const { reconcile } = await import("../aws/reconcile");
      await reconcile(session, target, run, meant);
    },
    beforeMaking: async (session, making, changes) => {
      const { reportChanges } = await import("../aws/changed");
      await reportChanges(session, target, changes);
      if (making.length > 0) await reportCost(session, target, making);
    },
    absent: async (student) => (await listing()).whyAbsent(hostOf(student, readSeats(definition, workspace)), target, formerRegions()),
    restoreSeats: async (session) => {
      const { restoreSeats } = await import("../aws/restore-seats");
      await restoreSeats(session, target);
    },
    plan: async () => {
      const report = await askPlan(definition, target, workspace);
      return { report, lines: planScreen(report), problems: report.problems };
    },
    prerequisites: async () => {
      const { awsFindings } = await import("../aws/prerequisites");
      return awsFindings({ definition, workspace }, target);
    },
    hostStates: async () => {
      const { hostStates } = await import("../aws/host-states");
      return hostStates({ definition, workspace }, target, await (await listing()).of(target.region));
    },
    endingHosts: async () => (await listing()).beyond(hostNames(definition, readSeats(definition, workspace)), target.region),
    ...(!trustsNewHosts() && { whileMaking: (signal: AbortSignal) => pinNewHosts(definition.name, target, workspace, signal) }),
    endUseless: async (session, failures) => {
      const { endUselessHosts } = await import("../aws/useless-hosts");
      await endUselessHosts(session, target, failures);
    },
    hostsAtOnce: target.wait ? gatesAtOnce : hostsMadeAtOnce,
    passes: (diagnostic) => isThrottled(`${diagnostic.summary}: ${diagnostic.detail}`),
    explain: (diagnostic, what) => {
      const error = explainTerraform(`${diagnostic.summary}: ${diagnostic.detail}`, what);
      return error && failureFrom(error);
    },
  };
}

function once<Value>(work: () => Promise<Value>): () => Promise<Value> {
  let value: Promise<Value> | undefined;
  return () => (value ??= work());
}

/** EC2 is asked by tags, and its SDK is loaded, only for a class that was there or may have been. */
const ec2: Cloud = {
  kind: "aws",
  name: "AWS",
  service: "EC2",
  host: "EC2 host",
  hostKind: "instance",
  kindInWords,
  find: async (className, workspace, places) => {
    const { endInAws, findInAws, spentInAws } = await import("../aws/down");
    const there = await findInAws(className, workspace, places);
    return {
      ...there,
      end: (options) => endInAws(there.found, options),
      spent: (definition) => spentInAws(there.found, { workspace, definition }),
    };
  },
  terraformEnvironment: async (region) => (await import("../../aws/terraform-credentials")).terraformCredentials(region),
};

export const aws: TargetOperations<"aws"> = {
  of: awsTarget,
  cloud: ec2,
  recordedHost: () => undefined,
  withoutHost: (student) => ({
    message: t`its EC2 host does not run`,
    next: t`npx lab up recreates it; npx lab down without --on ends what there is of ${student}`,
  }),
};
