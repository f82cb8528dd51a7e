// Compares what EC2 lists of a class with what Terraform's state holds: what the state lacks, what exists twice, what was cut short. Asks nobody.
import type { ClassInstance } from "../../aws/instances";
import type { ClassNetwork } from "../../aws/network";
import { ec2HostType } from "../../definition/names";
import { subnetCount } from "../../definition/subnets";
import { t } from "../../language/translate";
import { hostOfAddress } from "../../definition/host-ids";
import { classPaths, subnetName } from "../../stacks/hosts/paths";
import type { StateResource } from "../../workspace/state-resources";

export interface Truth {
  readonly className: string;
  /** Hosts that lab.yaml wants, by name. */
  readonly hosts: readonly string[];
  /** Hosts that are meant: the others are left as they are. @default all */
  readonly meant?: readonly string[] | undefined;
  readonly state: readonly StateResource[];
  /** Instances that EC2 lists and that are not about to end. */
  readonly alive: readonly ClassInstance[];
  readonly networks: readonly ClassNetwork[];
  /** Terraform's address of a host's instance. */
  readonly addressOf: (host: string) => string;
}

/** An instance that the class cannot go on with, and why, for a person. */
export interface Unusable {
  readonly instance: ClassInstance;
  readonly why: string;
}

export interface Comparison {
  /** Hosts that run and that the state lacks. */
  readonly takeIn: readonly ClassInstance[];
  /** Parts of the network that the state lacks, by the path of their construct. */
  readonly network: readonly { readonly path: string; readonly id: string }[];
  /** Addresses in the state of instances that EC2 no longer has, where another one takes their place. */
  readonly forget: readonly string[];
  /** Addresses of hosts that exist, though their creation was cut short. */
  readonly untaint: readonly string[];
  /** Hosts that somebody stopped. */
  readonly stopped: readonly ClassInstance[];
  readonly end: readonly Unusable[];
}

export function compare(truth: Truth): Comparison {
  const { state, alive, networks } = truth;
  const network = chooseNetwork(truth);
  const inState = new Map(state.filter(({ type }) => type === ec2HostType).map((resource) => [resource.address, resource]));
  const byId = new Map([...inState.values()].map((resource) => [resource.id, resource]));
  const hostOf = (instance: ClassInstance) => instance.host || (hostOfAddress(byId.get(instance.id)?.address ?? "") ?? "");
  const takeIn: ClassInstance[] = [];
  const forget: string[] = [];
  const untaint: string[] = [];
  const stopped: ClassInstance[] = [];
  const end: Unusable[] = [];
  for (const host of new Set([...truth.hosts, ...alive.map(hostOf)])) {
    if (truth.meant?.includes(host) === false) continue;
    const own = alive.filter((instance) => hostOf(instance) === host);
    const known = inState.get(truth.addressOf(host));
    const kept = own.find(({ id }) => id === known?.id);
    const fits = own.filter((instance) => instance !== kept && whyNot(instance, truth, network) === undefined);
    // the newest that runs: an older one was left over when that was made
    const chosen = kept ?? fits.findLast(({ state: word }) => isUp(word)) ?? fits.at(-1);
    for (const instance of own) {
      if (instance === chosen) continue;
      end.push({ instance, why: whyNot(instance, truth, network) ?? t`${host} has another instance, ${chosen?.id ?? ""}` });
    }
    if (!chosen) continue;
    if (chosen !== kept) {
      takeIn.push(chosen);
      if (known) forget.push(known.address);
    } else if (known?.tainted) untaint.push(known.address);
    if (truth.hosts.includes(host) && !isUp(chosen.state)) stopped.push(chosen);
  }
  const parts = network && networks.includes(network) ? partsOf(truth.className, network) : [];
  return { takeIn, network: parts, forget, untaint, stopped, end };
}

/** Whether an instance runs, or will in a moment. */
function isUp(word: string): boolean {
  return word === "running" || word === "pending";
}

/** Why an instance that the state lacks cannot be taken in; undefined where it can. */
function whyNot(instance: ClassInstance, { hosts }: Truth, network: ClassNetwork | undefined): string | undefined {
  if (!hosts.includes(instance.host))
    return instance.host === "" ? t`lab.yaml has no host of its name` : t`lab.yaml has no ${instance.host}`;
  if (instance.vpcId !== network?.vpcId) return t`it is in another network than the class`;
  return undefined;
}

/** The network that the state knows, else the one with most hosts. */
function chooseNetwork({ state, alive, networks }: Truth): ClassNetwork | undefined {
  const known = state.find(({ type }) => type === "aws_vpc")?.id;
  const hostsIn = ({ vpcId }: ClassNetwork) => alive.filter((instance) => instance.vpcId === vpcId).length;
  return networks.find(({ vpcId }) => vpcId === known) ?? [...networks].sort((a, b) => hostsIn(b) - hostsIn(a))[0];
}

/** Ids as Terraform's imports take them. */
function partsOf(className: string, network: ClassNetwork): { path: string; id: string }[] {
  const { vpcId, defaultGroupId, groupId, gatewayId, routeTableId, hasRoute } = network;
  const subnets = Array.from({ length: subnetCount }, (_, at) => {
    const subnet = network.subnets.get(subnetName(className, at));
    return [
      part(classPaths.subnet(at), subnet?.id),
      part(classPaths.association(at), subnet?.associated && routeTableId !== undefined ? `${subnet.id}/${routeTableId}` : undefined),
    ];
  });
  return [
    part(classPaths.vpc, vpcId),
    part(classPaths.defaultGroup, defaultGroupId),
    part(classPaths.group, groupId),
    part(classPaths.gateway, gatewayId),
    part(classPaths.routes, routeTableId),
    part(classPaths.route, hasRoute && routeTableId !== undefined ? `${routeTableId}_0.0.0.0/0` : undefined),
    ...subnets.flat(),
  ].flat();
}

function part(path: string, id: string | undefined): { path: string; id: string }[] {
  return id === undefined ? [] : [{ path, id }];
}
