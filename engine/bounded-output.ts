// What a host prints, read only as far as it may go: noise before the answer is dropped, and nothing fills the memory.

export interface BoundedOutputProps {
  /** What the answer begins after, on standard output. */
  readonly begin: string;
  /** Bytes that the answer may have. */
  readonly maxBytes: number;
  /** Bytes that may come before it, and that standard error may have. */
  readonly noiseBytes: number;
  /** Bytes of standard error that are kept: its end. */
  readonly keptErrorBytes: number;
}

export class BoundedOutput {
  private readonly chunks: Buffer[] = [];
  private errors: Buffer = Buffer.alloc(0);
  private tail: Buffer = Buffer.alloc(0);
  private began = false;
  private bytes = 0;
  private errorBytes = 0;

  constructor(private readonly props: BoundedOutputProps) {}

  /** The answer, with what it begins after. */
  get stdout(): string {
    return Buffer.concat(this.chunks).toString();
  }

  get stderr(): string {
    return this.errors.toString();
  }

  /** Whether there may be more. */
  addStdout(data: Buffer): boolean {
    this.bytes += data.length;
    if (this.began) {
      this.chunks.push(data);
      return this.bytes <= this.props.maxBytes;
    }
    const seen = Buffer.concat([this.tail, data]);
    const at = seen.indexOf(this.props.begin);
    if (at < 0) {
      this.tail = seen.subarray(Math.max(0, seen.length - this.props.begin.length));
      return this.bytes <= this.props.noiseBytes;
    }
    this.began = true;
    const answer = seen.subarray(at);
    this.chunks.push(answer);
    this.bytes = answer.length;
    return this.bytes <= this.props.maxBytes;
  }

  addStderr(data: Buffer): boolean {
    this.errorBytes += data.length;
    const all = Buffer.concat([this.errors, data]);
    this.errors = all.subarray(Math.max(0, all.length - this.props.keptErrorBytes));
    return this.errorBytes <= this.props.noiseBytes;
  }
}
