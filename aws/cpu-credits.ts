// What the burstable types (t2, t3, t3a, t4g) may cost beyond their price: CPU credits of a host in unlimited mode.
import type { AwsTarget } from "../definition/class-definition";

/** vCPUs of a size, and the share of each that is in the price (EC2 User Guide, "Key concepts for burstable performance instances"). */
const sizes = new Map([
  ["nano", { vcpus: 2, baseline: 0.05 }],
  ["micro", { vcpus: 2, baseline: 0.1 }],
  ["small", { vcpus: 2, baseline: 0.2 }],
  ["medium", { vcpus: 2, baseline: 0.2 }],
  ["large", { vcpus: 2, baseline: 0.3 }],
  ["xlarge", { vcpus: 4, baseline: 0.4 }],
  ["2xlarge", { vcpus: 8, baseline: 0.4 }],
]);

/** US dollars for an hour of a vCPU beyond the baseline, on Linux. */
const vcpuHour = { arm: 0.04, other: 0.05 };

/** US dollars an hour that CPU credits add at worst: every vCPU busy all the time. Undefined for a type without credits or not in the table. */
export function worstCredits({ instanceType, credits }: Pick<AwsTarget, "instanceType" | "credits">): number | undefined {
  const [family = "", size = ""] = instanceType.split(".");
  if (credits === "standard" || !/^t\d/.test(family)) return undefined;
  const known = sizes.get(size);
  return known && known.vcpus * (1 - known.baseline) * (family === "t4g" ? vcpuHour.arm : vcpuHour.other);
}
