// Waits in a test until a condition holds, in place of a fixed time that a busy machine would exceed.

/** Waits until a condition holds, for at most 20 seconds. */
export async function until(holds: () => boolean, what = holds.toString()): Promise<void> {
  for (const end = Date.now() + 20_000; !holds();) {
    if (Date.now() > end) throw new Error(`did not come to hold: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}
