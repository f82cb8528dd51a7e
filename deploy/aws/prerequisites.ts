// What a class on EC2 needs of AWS, for `lab doctor`: credentials, the region, room in the quota.
import { callerIdentity } from "../../aws/identity";
import { instanceTypeFacts } from "../../aws/instance-type";
import { classInstances, missingHosts } from "../../aws/instances";
import { vcpuQuota } from "../../aws/quota";
import { enabledRegions } from "../../aws/regions";
import type { AwsTarget } from "../../definition/class-definition";
import { hostNames } from "../../definition/seats";
import { t } from "../../language/translate";
import { readSeats } from "../../workspace/seats";
import { failureFrom, type Session } from "../session";
import type { TargetFinding } from "../targets/class-target";

/** One finding for each; after one that rules out the others, such as missing credentials, nothing more is asked. */
export async function awsFindings(
  { definition, workspace }: Pick<Session, "definition" | "workspace">,
  target: AwsTarget,
): Promise<TargetFinding[]> {
  const { region, instanceType, spot } = target;
  const findings: TargetFinding[] = [];
  const look = async (name: string, question: () => Promise<Omit<TargetFinding, "name">>): Promise<boolean> => {
    try {
      findings.push({ name, ...(await question()) });
    } catch (error) {
      const { message, next } = failureFrom(error as Error);
      findings.push({ name, state: "missing", found: message, ...(next !== undefined && { fix: next }) });
    }
    return findings.at(-1)?.state === "ok";
  };
  const signedIn = await look("AWS account", async () => {
    const { account, arn } = await callerIdentity(region);
    return { state: "ok", found: `${account} (${arn})` };
  });
  if (!signedIn) return findings;
  const there = await look("AWS region", async () => {
    const regions = await enabledRegions(region);
    if (regions.includes(region)) return { state: "ok", found: region };
    return {
      state: "missing",
      found: t`${region} is not enabled in the account`,
      fix: t`Enable it in the AWS console, or choose one of ${regions.join(", ")}`,
    };
  });
  if (!there) return findings;
  await look("vCPU quota", async () => {
    const [quota, { vcpus }, instances] = await Promise.all([
      vcpuQuota(region, instanceType, spot),
      instanceTypeFacts(region, instanceType),
      classInstances(region, definition.name),
    ]);
    const needed = missingHosts(hostNames(definition, readSeats(definition, workspace)), instances).length * vcpus;
    if (quota?.limit === undefined)
      return { state: "ok", found: t`the quota of ${instanceType} is not looked up; ${needed} more vCPUs are needed` };
    const found = t`${quota.running} of ${quota.limit} run, ${needed} more are needed`;
    if (quota.running + needed <= quota.limit) return { state: "ok", found };
    return { state: "missing", found, fix: t`Ask for more in Service Quotas (ec2, ${quota.code}), or take a smaller type or class` };
  });
  return findings;
}
