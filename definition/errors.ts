// The errors a person sees: bad input, with where, what and what is allowed; a machine that lacks something; work that failed.
/** One mistake in lab.yaml or a roster. */
export interface Finding {
  /** Path of the key from the top of the file, such as `["scenarios", 2, "load-balancer", "web"]`. */
  readonly path: readonly (string | number)[];
  /** The value as it was given. @default the key itself is the mistake */
  readonly value?: unknown;
  /** What is wrong and what is allowed, in one sentence without the key. */
  readonly message: string;
  /** File of the mistake. @default lab.yaml itself */
  readonly file?: string;
  /** Line of that file, from 1. @default that of the key in lab.yaml */
  readonly line?: number;
}

/** Bad input: nothing has been created or written. The command line ends with exit code 2. */
export class InputError extends Error {
  override readonly name = "InputError";

  constructor(
    message: string,
    /** What to do about it, one line. */
    readonly next?: string,
  ) {
    super(message);
  }
}

/** Something this machine lacks, such as Terraform or an Engine. The command line ends with exit code 3. */
export class MachineError extends Error {
  override readonly name = "MachineError";

  constructor(
    message: string,
    readonly next: string,
  ) {
    super(message);
  }
}

/** Work that was started and failed. The command line ends with exit code 1. */
export class FailedError extends Error {
  override readonly name = "FailedError";

  constructor(
    message: string,
    readonly next?: string,
  ) {
    super(message);
  }
}

/** `scenarios[2].load-balancer.web`, as a person would write it. */
export function formatPath(path: Finding["path"]): string {
  return path
    .map((part) => (typeof part === "number" ? `[${part}]` : `.${part}`))
    .join("")
    .replace(/^\./, "");
}

/** `99`, `"kim"`, cut to 60 characters: short enough for one line. The user and password of an address are left out. */
export function formatValue(value: string | number | boolean | null): string {
  const text = JSON.stringify(value).replace(/:\/\/\S*@/, "://…@");
  return text.length > 60 ? `${text.slice(0, 57)}…` : text;
}
