// The first contact with a new host that the class made: a gate waits until the host's keys are pinned, before any ssh.

/** Variables of a Terraform run whose gates wait until a host's keys are pinned. */
export const pinnedKeys = { LAB_HOST_KEYS: "pinned" } as const;

/** Whether the person takes whatever key a new host shows at the first contact: `LAB_TRUST_NEW_HOSTS=1`. @default false */
export function trustsNewHosts(): boolean {
  return /^(1|true|yes)$/i.test(process.env["LAB_TRUST_NEW_HOSTS"] ?? "");
}
