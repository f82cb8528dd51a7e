// What Terraform's state files say was deployed: for a class whose record is damaged, or that plain cdktf deployed.
import { z } from "zod";
import { hostsStackId, studentOfStack } from "../definition/names";
import type { DeployedLab } from "./record";
import { stateFiles } from "./state-files";
import { attributesOf, localResources } from "./state-resources";
import { madeHosts, recoveredPlace } from "./targets";
import type { Workspace } from "./workspace";

const containerAttributes = z.object({ volumes: z.array(z.object({ host_path: z.string() })) });
const imageAttributes = z.object({ name: z.string() });

export interface Recovered {
  readonly labs: readonly DeployedLab[];
  readonly regions: readonly string[];
}

/** Labs and regions that the state files on this machine know of. A file that is damaged says nothing. */
export function recoverFromState(workspace: Workspace): Recovered {
  const all = stateFiles(workspace);
  const whole = all.filter(({ condition }) => condition === "whole").map(({ stackId }) => stackId);
  const resourcesOf = (stackId: string) => localResources(workspace, `${stackId}.tfstate`);
  const hosts = whole.includes(hostsStackId) ? resourcesOf(hostsStackId) : undefined;
  const state = { exists: all.some(({ stackId }) => stackId === hostsStackId), resources: hosts };
  const labs = whole.flatMap((stackId): DeployedLab[] => {
    const student = studentOfStack(stackId);
    const place = student === undefined ? undefined : recoveredPlace(student, state);
    if (student === undefined || !place) return [];
    const own = resourcesOf(stackId);
    const folders = attributesOf(own, "docker_container", containerAttributes).flatMap(({ volumes }) =>
      volumes.map(({ host_path }) => host_path),
    );
    const images = attributesOf(own, "docker_image", imageAttributes).map(({ name }) => name);
    return [{ student, ...place, data: [...new Set(folders.filter(Boolean))], images }];
  });
  return { labs, regions: [...new Set(madeHosts(hosts ?? []).map(({ region }) => region))] };
}
