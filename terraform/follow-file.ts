// Reads a file that grows, line by line, within bounds: what Terraform writes while it runs.
import { closeSync, openSync, readSync, truncateSync } from "node:fs";

export interface FollowOptions {
  /** Bytes in total. */
  readonly maxBytes: number;
  /** Bytes of one line that are kept. */
  readonly maxLine: number;
  /** `cut`: there was more of the line. */
  readonly onLine: (line: string, cut: boolean) => void;
}

const chunkBytes = 65_536;

export class FollowedFile {
  private readonly descriptor: number;
  private readonly chunk = Buffer.alloc(chunkBytes);
  private position = 0;
  private line: Buffer[] = [];
  private lineBytes = 0;
  private cut = false;

  constructor(
    private readonly path: string,
    private readonly options: FollowOptions,
  ) {
    this.descriptor = openSync(path, "r");
  }

  /** Whether more was written than is ever read. From then on the file is emptied each time, so that it cannot fill the disk. */
  get flooded(): boolean {
    return this.position > this.options.maxBytes;
  }

  /** Reads what was written since. */
  read(): void {
    for (;;) {
      if (this.flooded) {
        truncateSync(this.path);
        return;
      }
      const length = readSync(this.descriptor, this.chunk, 0, chunkBytes, this.position);
      if (length === 0) return;
      this.position += length;
      this.take(this.chunk.subarray(0, length));
    }
  }

  /** Reads the rest; a last line needs no line feed. */
  close(): void {
    this.read();
    if (this.lineBytes > 0) this.endLine();
    closeSync(this.descriptor);
  }

  private take(data: Buffer): void {
    for (let start = 0; start < data.length;) {
      const end = data.indexOf(0x0a, start);
      this.keep(data.subarray(start, end < 0 ? data.length : end));
      if (end < 0) return;
      this.endLine();
      start = end + 1;
    }
  }

  private keep(part: Buffer): void {
    const room = this.options.maxLine - this.lineBytes;
    if (part.length > room) this.cut = true;
    const kept = part.subarray(0, Math.max(0, room));
    this.line.push(Buffer.from(kept));
    this.lineBytes += kept.length;
  }

  private endLine(): void {
    this.options.onLine(Buffer.concat(this.line).toString("utf8"), this.cut);
    this.line = [];
    this.lineBytes = 0;
    this.cut = false;
  }
}
