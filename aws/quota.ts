// How many vCPUs the account may run in a region, and how many it runs.
import { paginateDescribeInstances, paginateDescribeInstanceTypes } from "@aws-sdk/client-ec2";
import { GetServiceQuotaCommand, ServiceQuotasClient } from "@aws-sdk/client-service-quotas";
import { t } from "../language/translate";
import { all, clientSettings, ec2Client } from "./clients";
import { ask, isNotAllowed } from "./errors";

export interface VcpuQuota {
  readonly code: string;
  /** @default the credentials may not ask for it */
  readonly limit?: number;
  /** vCPUs of the account's instances that count against it, those of the class included. */
  readonly running: number;
}

/** Families that share one quota, and the quota's codes: on-demand and spot (Service Quotas, service `ec2`). */
const standardFamilies = /^[acdhimrtz]\d/;
const codes = { onDemand: "L-1216C47A", spot: "L-34B43A08" };

/** The quota that instances of a type count against; undefined for families with one of their own (g, p, x, …), which is not looked up. */
export async function vcpuQuota(region: string, instanceType: string, spot: boolean): Promise<VcpuQuota | undefined> {
  if (!standardFamilies.test(instanceType)) return undefined;
  const code = spot ? codes.spot : codes.onDemand;
  const what = t`vCPU quota ${code} in ${region}`;
  const [limit, running] = await Promise.all([ask(what, () => quotaLimit(region, code)), ask(what, () => runningVcpus(region, spot))]);
  return { code, ...(limit !== undefined && { limit }), running };
}

/** Undefined where the credentials may not ask: AmazonEC2FullAccess does not include it, and a class can do without. */
async function quotaLimit(region: string, code: string): Promise<number | undefined> {
  try {
    const client = new ServiceQuotasClient(clientSettings(region));
    const { Quota } = await client.send(new GetServiceQuotaCommand({ ServiceCode: "ec2", QuotaCode: code }));
    return Quota?.Value;
  } catch (error) {
    if (isNotAllowed(error)) return undefined;
    throw error;
  }
}

async function runningVcpus(region: string, spot: boolean): Promise<number> {
  const client = ec2Client(region);
  const running = { Filters: [{ Name: "instance-state-name", Values: ["pending", "running"] }] };
  const instances = (await all(paginateDescribeInstances({ client }, running), (page) => page.Reservations))
    .flatMap(({ Instances }) => Instances ?? [])
    .filter(({ InstanceType, InstanceLifecycle }) => standardFamilies.test(InstanceType ?? "") && (InstanceLifecycle === "spot") === spot);
  const types = [...new Set(instances.flatMap(({ InstanceType }) => (InstanceType === undefined ? [] : [InstanceType])))];
  if (types.length === 0) return 0;
  const facts = await all(paginateDescribeInstanceTypes({ client }, { InstanceTypes: types }), (page) => page.InstanceTypes);
  const vcpus = new Map(facts.map(({ InstanceType, VCpuInfo }) => [InstanceType, VCpuInfo?.DefaultVCpus ?? 0]));
  return instances.reduce((sum, { InstanceType }) => sum + (vcpus.get(InstanceType) ?? 0), 0);
}
