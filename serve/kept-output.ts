// Keeps the end of a terminal's output, for a browser that reconnects.

/** Keeps whole chunks, the newest `max` bytes of them and a little more. */
export class KeptOutput {
  private readonly chunks: Buffer[] = [];
  private bytes = 0;

  constructor(private readonly max: number) {}

  add(chunk: Buffer): void {
    // a copy: a slice would hold the whole buffer it was read into
    this.chunks.push(Buffer.from(chunk));
    this.bytes += chunk.length;
    for (let [oldest] = this.chunks; oldest && this.bytes - oldest.length >= this.max; [oldest] = this.chunks) {
      this.chunks.shift();
      this.bytes -= oldest.length;
    }
  }

  read(): Buffer {
    return Buffer.concat(this.chunks);
  }
}
