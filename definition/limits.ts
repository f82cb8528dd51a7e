// The limits of a command: how much happens at once, how long it may take, how much it may print and hold.

/** ssh connections that one command opens at once: with more, they wait longer for each other than they gain (docs/performance.md). */
export const hostsAtOnce = 30;

/** Hosts that Terraform creates or refreshes at once: mostly it waits for them to boot. */
export const gatesAtOnce = 50;

/**
 * EC2 hosts that Terraform creates at once where it does not wait for them to boot. EC2 accepts 5 RunInstances and 2 more each second, and the
 * provider spends 11 seconds on a new host: this many keep up with that and do not get far ahead (docs/performance.md).
 */
export const hostsMadeAtOnce = 22;

/** How many times hosts are applied again that EC2 refused only because of throttling. */
export const throttledRounds = 3;

/** Hosts whose files are fetched at once: each archive is held in memory before it is unpacked. */
export const collectedAtOnce = 6;

/** Consoles of EC2 hosts that are read at once. */
export const consolesAtOnce = 8;

/** Students whose keys GitHub is asked for at once. */
export const gitHubUsersAtOnce = 8;

/** What Terraform does at once by its own default: a class of few is not slower with `lab` than without. */
export const terraformAtOnce = 10;

/** Regions of AWS that are asked at once, each with ten requests. */
export const regionsAtOnce = 8;

/** Seconds after which a Terraform command is interrupted. Hosts boot, and bare machines get Docker, while it applies. */
export const terraformTimeouts = {
  init: 600,
  state: 120,
  lab: { plan: 300, apply: 1800 },
  hosts: { plan: 900, apply: 7200 },
} as const;

/**
 * Seconds after an interrupt of Terraform until what it still waits for is killed: first its ssh connections, then its providers (after
 * either it fails and writes its state), and finally Terraform itself.
 */
export const interruptSteps = { connections: 20, providers: 120, kill: 300 } as const;

/**
 * Data limit in MB of each process of a lab's Terraform, on Linux: the largest lab gets by with 200 (provider docker 3.6.2).
 * With it, a Docker API that answers endlessly fails only its own lab.
 */
export const labDataLimit = 256;

/** MB that one command of Terraform may print, and kB of one line of it that are read. */
export const terraformOutput = { megabytes: 32, lineKilobytes: 512 } as const;
