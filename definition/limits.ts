// How much happens at once, in one place.

/** ssh connections that one command opens at once: more of them wait longer for each other than they gain (docs/performance.md). */
export const hostsAtOnce = 30;

/** Hosts that Terraform makes or looks at at once: they mostly wait for a boot. */
export const gatesAtOnce = 50;

/** Regions of AWS that are asked at once, each with ten questions. */
export const regionsAtOnce = 8;
