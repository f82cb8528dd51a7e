// When the second line of a class's end acts: after the hosts should have ended themselves.

/** Minutes after a host's own end: its clock, its timer and its shutdown come first. */
export const backstopMargin = 15;

/** A moment as EventBridge Scheduler takes it, in UTC. */
export function scheduleAt(moment: Date): string {
  return `at(${moment.toISOString().slice(0, 19)})`;
}
