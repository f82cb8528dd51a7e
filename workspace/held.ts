// Whether this process holds the lock of a class. Without imports: the process of the lab command asks it at its start.
let held = 0;

/** Whether this process is changing a class. */
export function holdsLock(): boolean {
  return held > 0;
}

/** Does work while a lock is held. */
export async function whileHeld<Result>(work: () => Promise<Result>): Promise<Result> {
  held++;
  try {
    return await work();
  } finally {
    held--;
  }
}
