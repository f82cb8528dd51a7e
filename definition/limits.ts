// How much happens at once, in one place.

/** ssh connections that one command opens at once: more of them wait longer for each other than they gain (docs/performance.md). */
export const hostsAtOnce = 30;

/** Hosts that Terraform makes or looks at at once: they mostly wait for a boot. */
export const gatesAtOnce = 50;

/**
 * EC2 hosts that Terraform makes at once where it does not wait for their boot. EC2 takes 5 RunInstances and 2 more each second, and the
 * provider holds on to a new host for 11 seconds: this many keep up with that and do not get far ahead (docs/performance.md).
 */
export const hostsMadeAtOnce = 22;

/** How often hosts are applied again that EC2 refused only because it was asked too often. */
export const throttledRounds = 3;

/** Regions of AWS that are asked at once, each with ten questions. */
export const regionsAtOnce = 8;

/** Seconds that one command of Terraform may take until it is interrupted. Hosts boot, and bare machines get Docker, while it applies. */
export const terraformTimeouts = {
  init: 600,
  state: 120,
  lab: { plan: 300, apply: 1800 },
  hosts: { plan: 900, apply: 7200 },
} as const;

/**
 * Seconds after an interrupt of Terraform until what it still waits for is ended: first its ssh connections, then its providers, with
 * either of which it fails and writes its state; at last Terraform itself.
 */
export const interruptSteps = { connections: 20, providers: 120, kill: 300 } as const;

/**
 * MB of data of each process of a lab's Terraform, on Linux: the largest lab passes with 200 (provider docker 3.6.2).
 * A Docker API that answers without end fails its own lab with it.
 */
export const labDataLimit = 256;

/** MB that one command of Terraform may print, and kB of one line of it that are read. */
export const terraformOutput = { megabytes: 32, lineKilobytes: 512 } as const;
