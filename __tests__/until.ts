// Waiting in a test for what is to hold, in place of a time that a busy machine would need more of.

/** Waits until something holds, for at most twenty seconds. */
export async function until(holds: () => boolean, what = holds.toString()): Promise<void> {
  for (const end = Date.now() + 20_000; !holds();) {
    if (Date.now() > end) throw new Error(`did not come to hold: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}
