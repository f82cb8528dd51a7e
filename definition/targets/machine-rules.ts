// Rules over machines that exist: one per student, none of them twice, each with a key file that exists.
import { statSync } from "node:fs";
import { isIPv6 } from "node:net";
import { t } from "../../language/translate";
import { canonicalIpv6 } from "../blocks";
import type { HostsTarget, Machine, Student } from "../class-definition";
import type { Finding } from "../errors";

export function machineRules({ machines }: HostsTarget, students: readonly Student[]): Finding[] {
  const findings: Finding[] = [];
  const names = new Set(students.map(({ name }) => name));
  for (const name of names) {
    if (!machines.has(name))
      findings.push({ path: ["students"], value: name, message: t`has no machine in target.hosts; add one or remove the student` });
  }
  const holders = new Map<string, string>();
  for (const [name, machine] of machines) {
    const path = ["target", "hosts", name];
    if (!names.has(name)) findings.push({ path, message: t`is not one of the students; add the student or remove the machine` });
    const holder = holders.get(endpoint(machine));
    if (holder === undefined) holders.set(endpoint(machine), name);
    else
      findings.push({
        path,
        value: `${machine.address}:${machine.port}`,
        message: t`is also the machine of ${holder}; every student needs an Engine of their own`,
      });
    const { identity } = machine;
    if (identity !== undefined && statSync(identity, { throwIfNoEntry: false })?.isFile() !== true)
      findings.push({
        path: [...path, "identity"],
        value: identity,
        message: t`is not a file; name an existing private key (a path is relative to lab.yaml, ~ is the home directory)`,
      });
  }
  return findings;
}

/** What makes two machines one: address, port, and the jump host from which the address is seen. */
function endpoint({ address, port, proxyJump = "" }: Machine): string {
  return `${isIPv6(address) ? canonicalIpv6(address) : address.toLowerCase()} ${port} ${proxyJump}`;
}
