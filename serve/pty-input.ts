// Writes what is typed into a pty. A program that does not read must not block the server: node-pty's own write retries in a busy loop.
import { writeSync } from "node:fs";

/** Milliseconds until a pty that accepts nothing is tried again. */
const pause = 20;

export class PtyInput {
  private readonly waiting: Buffer[] = [];
  private bytes = 0;
  private retry: NodeJS.Timeout | undefined;
  private isOver = false;

  /**
   * @param fd The pty's master. It must be non-blocking, as node-pty's is.
   * @param max Bytes that may wait; what is typed beyond them is lost, as on a terminal whose program reads nothing.
   */
  constructor(
    private readonly fd: number,
    private readonly max: number,
  ) {}

  add(data: string): void {
    const chunk = Buffer.from(data);
    if (this.isOver || this.bytes + chunk.length > this.max) return;
    this.bytes += chunk.length;
    this.waiting.push(chunk);
    if (this.retry === undefined) this.flush();
  }

  /** The pty has ended, and its descriptor may soon be another's. */
  end(): void {
    this.isOver = true;
    this.waiting.length = 0;
    clearTimeout(this.retry);
  }

  /** Writes synchronously: a write that waited in the thread pool could hit a descriptor that is another's by then. */
  private flush(): void {
    this.retry = undefined;
    try {
      for (let [chunk] = this.waiting; chunk !== undefined; [chunk] = this.waiting) {
        const written = writeSync(this.fd, chunk);
        this.bytes -= written;
        if (written === chunk.length) this.waiting.shift();
        else this.waiting[0] = chunk.subarray(written);
      }
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === "EAGAIN") this.retry = setTimeout(() => this.flush(), pause);
      else this.end();
    }
  }
}
