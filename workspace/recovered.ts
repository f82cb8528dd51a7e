// What Terraform's state files say was deployed: for a class whose record is damaged, or that plain cdktf deployed.
import { readFileSync } from "node:fs";
import { z } from "zod";
import { hostsStackId, labStackId, studentOfStack } from "../definition/names";
import { parseJson } from "../definition/json";
import type { DeployedLab } from "./record";
import { stateFiles } from "./state-files";
import type { Workspace } from "./workspace";

const state = z.object({
  resources: z.array(
    z.object({
      type: z.string(),
      name: z.string(),
      instances: z.array(z.object({ attributes: z.record(z.string(), z.unknown()).nullish() })),
    }),
  ),
});

const gateAttributes = z.object({ triggers_replace: z.object({ value: z.object({ login: z.string() }) }) });
const containerAttributes = z.object({ volumes: z.array(z.object({ host_path: z.string() })) });
const imageAttributes = z.object({ name: z.string() });
const instanceAttributes = z.object({ arn: z.string() });

type Resources = z.output<typeof state>["resources"];

export interface Recovered {
  readonly labs: readonly DeployedLab[];
  readonly regions: readonly string[];
}

/** Labs and regions that the state files on this machine know of. A damaged file is ignored. */
export function recoverFromState(workspace: Workspace): Recovered {
  const all = stateFiles(workspace);
  const files = all.filter(({ condition }) => condition === "whole");
  const resources = new Map(files.map(({ stackId, path }) => [stackId, readResources(path)]));
  const hosts = resources.get(hostsStackId);
  const hasHosts = all.some(({ stackId }) => stackId === hostsStackId);
  const regions = [...new Set(attributesOf(hosts, "aws_instance", instanceAttributes).flatMap(({ arn }) => arn.split(":")[3] ?? []))];
  const labs = files.flatMap(({ stackId }): DeployedLab[] => {
    const student = studentOfStack(stackId);
    const place = student === undefined ? undefined : placeOf(student, { hosts, hasHosts, regions });
    if (student === undefined || !place) return [];
    const own = resources.get(labStackId(student));
    const folders = attributesOf(own, "docker_container", containerAttributes).flatMap(({ volumes }) =>
      volumes.map(({ host_path }) => host_path),
    );
    const images = attributesOf(own, "docker_image", imageAttributes).map(({ name }) => name);
    return [{ student, ...place, data: [...new Set(folders.filter(Boolean))], images }];
  });
  return { labs, regions };
}

interface Hosts {
  readonly hosts: Resources | undefined;
  /** Whether there is a state of hosts, which may be damaged: without one the lab is on this machine. */
  readonly hasHosts: boolean;
  readonly regions: readonly string[];
}

function placeOf(student: string, { hosts, hasHosts, regions: [region] }: Hosts): Pick<DeployedLab, "target" | "machine"> | undefined {
  if (region !== undefined) return { target: { kind: "aws", region } };
  if (!hasHosts) return { target: { kind: "local", bind: "127.0.0.1" } };
  if (!hosts) return undefined;
  const gates = hosts.filter(({ type, name }) => type === "terraform_data" && name === `gate-${student}`);
  const [gate] = attributesOf(gates, "terraform_data", gateAttributes);
  const [, user, address, port] = /^([^@]+)@(.+):(\d+)$/.exec(gate?.triggers_replace.value.login ?? "") ?? [];
  if (user === undefined || address === undefined) return undefined;
  return { target: { kind: "hosts" }, machine: { user, address, port: Number(port) } };
}

function attributesOf<Attributes>(resources: Resources | undefined, type: string, schema: z.ZodType<Attributes>): Attributes[] {
  return (resources ?? [])
    .filter((resource) => resource.type === type)
    .flatMap(({ instances }) => instances.flatMap(({ attributes }) => schema.safeParse(attributes).data ?? []));
}

function readResources(path: string): Resources {
  return state.safeParse(parseJson(readFileSync(path, "utf8"))).data?.resources ?? [];
}
