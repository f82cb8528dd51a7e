// Reads what a host prints within bounds: noise before the answer is dropped, and nothing fills the memory.

export interface BoundedOutputProps {
  /** The text on standard output with which the answer begins. */
  readonly begin: string;
  /** Maximum size of the answer in bytes. */
  readonly maxBytes: number;
  /** Maximum number of bytes before it, and of standard error. */
  readonly noiseBytes: number;
  /** Bytes of standard error that are kept, from its end. */
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

  /** The answer, including `begin`. */
  get stdout(): string {
    return Buffer.concat(this.chunks).toString();
  }

  get stderr(): string {
    return this.errors.toString();
  }

  /** Adds output and returns whether there may be more. */
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
